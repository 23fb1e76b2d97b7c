package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from a checked expression which parts of {@code quality} it looks at. */
final class ReferenceFinder {
    /** How the CEL grammar calls {@code a[b]} and {@code a[?b]}. */
    private static final Set<String> INDEXING = Set.of("_[_]", "_[?_]");

    private final Set<QualityAnnotationKey> keys = new HashSet<>();
    private boolean allQuality;
    private boolean findings;

    private ReferenceFinder() {}

    static References find(CelAbstractSyntaxTree checked) throws BrokenExpressionException {
        ReferenceFinder finder = new ReferenceFinder();
        for (CelNavigableExpr node :
                CelNavigableAst.fromAst(checked).getRoot().allNodes().toList()) {
            finder.visit(node);
        }
        return new References(finder.keys, finder.allQuality, finder.findings);
    }

    private void visit(CelNavigableExpr node) throws BrokenExpressionException {
        CelExpr expression = node.expr();
        if (node.getKind() == ExprKind.Kind.SELECT) {
            findings |= expression.select().field().equals(ExpressionTypes.FINDINGS);
        }
        if (node.getKind() == ExprKind.Kind.IDENT && expression.ident().name().equals(ExpressionTypes.RESULTS)) {
            allQuality = true;
        }
        if (node.getKind() == ExprKind.Kind.IDENT && expression.ident().name().equals(ExpressionTypes.QUALITY)) {
            Optional<String> literal = node.parent().flatMap(ReferenceFinder::literalIndex);
            if (literal.isPresent()) {
                keys.add(key(literal.get()));
            } else {
                allQuality = true;
            }
        }
    }

    private static Optional<String> literalIndex(CelNavigableExpr parent) {
        if (parent.getKind() != ExprKind.Kind.CALL
                || !INDEXING.contains(parent.expr().call().function())) {
            return Optional.empty();
        }
        List<CelExpr> arguments = parent.expr().call().args();
        CelExpr index = arguments.get(arguments.size() - 1);
        return index.getKind() == ExprKind.Kind.CONSTANT && index.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(index.constant().stringValue())
                : Optional.empty();
    }

    private static QualityAnnotationKey key(String literal) throws BrokenExpressionException {
        return QualityAnnotationKey.parseShort(literal)
                .orElseThrow(() -> new BrokenExpressionException("quality['" + literal
                        + "']: no such key can exist; write <type>.<provider> with one of the types vulnerability,"
                        + " license, operations, policy"));
    }
}
