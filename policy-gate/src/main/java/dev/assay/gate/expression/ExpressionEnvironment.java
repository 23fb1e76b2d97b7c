package dev.assay.gate.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be named in an expression. Immutable: a variable makes a new environment. Standard CEL with optional values;
 * regular expressions are RE2 and thus linear.
 */
public final class ExpressionEnvironment {
    /** In characters. */
    public static final int MAX_LENGTH = 4096;

    /** Of all loops of an expression together. Beyond it the evaluation breaks. */
    static final int MAX_ITERATIONS = 100_000;

    private static final int MAX_NESTING = 64;
    private static final int MAX_REGEX_SIZE = 10_000;
    private static final Pattern VARIABLE_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,62}");
    private static final CelOptions BOUNDS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_NESTING)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxRegexProgramSize(MAX_REGEX_SIZE)
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(BOUNDS)
            .addLibraries(CelExtensions.optional())
            .build();

    private final CelCompiler compiler;

    private ExpressionEnvironment(CelCompiler compiler) {
        this.compiler = compiler;
    }

    /** {@code image} alone. */
    public static ExpressionEnvironment forMatching() {
        return new ExpressionEnvironment(CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(BOUNDS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.optional())
                .setTypeProvider(new ExpressionTypes())
                .addVar(ExpressionTypes.IMAGE, ExpressionTypes.IMAGE_TYPE)
                .build());
    }

    /** {@code image}, {@code quality} and {@code results}. */
    public static ExpressionEnvironment forValidating() {
        return forMatching()
                .with(ExpressionTypes.QUALITY, ExpressionTypes.QUALITY_MAP)
                .with(ExpressionTypes.RESULTS, ExpressionTypes.RESULT_LIST);
    }

    /** The same, in which {@code variables.<name>} is the value of {@code expression}. */
    public ExpressionEnvironment withVariable(String name, Expression expression) throws BrokenExpressionException {
        if (!VARIABLE_NAME.matcher(name).matches()) {
            throw new BrokenExpressionException(
                    "not a variable's name (1 to 63 letters, digits and '_', no digit first): '" + name + "'");
        }
        return with(Bindings.variable(name), expression.type());
    }

    /** An expression that yields true or false. */
    public Expression condition(String source) throws BrokenExpressionException {
        return compile(source, Optional.of(SimpleType.BOOL));
    }

    /** An expression that yields a string. */
    public Expression text(String source) throws BrokenExpressionException {
        return compile(source, Optional.of(SimpleType.STRING));
    }

    /** An expression that yields anything. */
    public Expression value(String source) throws BrokenExpressionException {
        return compile(source, Optional.empty());
    }

    private ExpressionEnvironment with(String name, CelType type) {
        return new ExpressionEnvironment(
                compiler.toCompilerBuilder().addVar(name, type).build());
    }

    private Expression compile(String source, Optional<CelType> result) throws BrokenExpressionException {
        if (source.isBlank()) {
            throw new BrokenExpressionException("the expression is empty");
        }
        CelCompiler typed = result.map(
                        it -> compiler.toCompilerBuilder().setResultType(it).build())
                .orElse(compiler);
        try {
            CelValidationResult checked = typed.compile(source);
            if (checked.hasError()) {
                throw new BrokenExpressionException(describe(checked.getErrors().get(0)));
            }
            CelAbstractSyntaxTree tree = checked.getAst();
            return new Expression(
                    RUNTIME.createProgram(tree),
                    tree.getResultType(),
                    ReferenceFinder.find(tree),
                    LookFinder.find(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new BrokenExpressionException(String.valueOf(e.getMessage()));
        }
    }

    /** Columns are counted from 0 by the library. What has no place, such as an expression too long, has line -1. */
    private static String describe(CelIssue issue) {
        CelSourceLocation place = issue.getSourceLocation();
        String text = issue.getMessage().lines().findFirst().orElse("");
        return place.getLine() < 1 ? text : place.getLine() + ":" + (place.getColumn() + 1) + ": " + text;
    }
}
