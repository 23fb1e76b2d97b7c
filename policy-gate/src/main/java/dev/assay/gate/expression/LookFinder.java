package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads from a checked expression all that its value depends on. Whatever it does not know for sure counts as a dependence on
 * everything, and the expression is evaluated each time.
 */
final class LookFinder {
    private static final String INDEX = "_[_]";

    private static final String SIZE = "size";

    /** They hand on what expressions see of an annotation, without a look at its fields. */
    private static final Set<String> HANDING_ON = Set.of(INDEX, "_+_", "_?_:_");

    private static final Set<QualityField> FOR_EVER =
            EnumSet.complementOf(EnumSet.of(QualityField.AGE, QualityField.REASON));

    private static final Set<String> GLOBALS =
            Set.of(ExpressionTypes.IMAGE, ExpressionTypes.QUALITY, ExpressionTypes.RESULTS);

    private final CelAbstractSyntaxTree tree;
    private final Set<String> locals = new HashSet<>();
    private final Set<Look> single = new HashSet<>();
    private final Set<FieldLook> ofEach = new HashSet<>();
    private boolean everyKey;
    private boolean results;

    private LookFinder(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /** Empty when it can't be told, or when it depends on what no other image has, or on the time. */
    static Optional<Looks> find(CelAbstractSyntaxTree checked) {
        return new LookFinder(checked).find();
    }

    private Optional<Looks> find() {
        List<CelNavigableExpr> nodes =
                CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
        nodes.stream()
                .filter(it -> it.getKind() == ExprKind.Kind.COMPREHENSION)
                .map(it -> it.expr().comprehension())
                .forEach(it -> locals.addAll(Set.of(it.iterVar(), it.accuVar())));
        return locals.stream().noneMatch(GLOBALS::contains) && nodes.stream().allMatch(this::isUnderstood)
                ? Optional.of(new Looks(single, everyKey, results, ofEach))
                : Optional.empty();
    }

    private boolean isUnderstood(CelNavigableExpr node) {
        boolean isName = node.getKind() != ExprKind.Kind.IDENT || isNameUnderstood(node);
        return isName
                && (!mentions(node, ExpressionTypes.QUALITY_TYPE) || isQualityUnderstood(node))
                && !mentions(node, ExpressionTypes.FINDING_TYPE);
    }

    private boolean isNameUnderstood(CelNavigableExpr node) {
        String name = node.expr().ident().name();
        if (locals.contains(name)) {
            return true;
        }
        if (name.startsWith(ExpressionTypes.VARIABLES)) {
            single.add(new Look.Variable(name));
            return !mentions(node, ExpressionTypes.QUALITY_TYPE);
        }
        switch (name) {
            case ExpressionTypes.IMAGE -> {
                return field(node).flatMap(LookFinder::ofImage).map(single::add).isPresent();
            }
            case ExpressionTypes.QUALITY ->
                everyKey |= node.parent().flatMap(LookFinder::key).isEmpty();
            case ExpressionTypes.RESULTS -> results = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A node that is, or holds, what expressions see of annotations. */
    private boolean isQualityUnderstood(CelNavigableExpr node) {
        Optional<CelNavigableExpr> parent = node.parent();
        if (parent.isEmpty()) {
            return false;
        }
        // Handed on as a whole, nobody knows any more whose fields are looked at.
        everyKey |= key(node).isPresent() && parent.get().getKind() != ExprKind.Kind.SELECT;
        return switch (parent.get().getKind()) {
            case SELECT -> isFieldUnderstood(node, parent.get());
            case CALL -> {
                String function = parent.get().expr().call().function();
                yield function.equals(SIZE) || (HANDING_ON.contains(function) && isStillSeen(parent.get()));
            }
            case LIST -> isStillSeen(parent.get());
            case COMPREHENSION -> true;
            default -> false;
        };
    }

    /** Where the type that the checker found says no more what it holds ({@code dyn}), looks into it would go unseen. */
    private boolean isStillSeen(CelNavigableExpr node) {
        return mentions(node, ExpressionTypes.QUALITY_TYPE);
    }

    private boolean isFieldUnderstood(CelNavigableExpr node, CelNavigableExpr select) {
        Optional<QualityField> field =
                QualityField.parse(select.expr().select().field()).filter(FOR_EVER::contains);
        if (field.isEmpty()) {
            everyKey |= key(node).isPresent();
            return select.expr().select().field().equals(ExpressionTypes.KEY);
        }
        Optional<QualityAnnotationKey> key = key(node);
        FieldLook look = new FieldLook(field.get(), entry(select));
        key.ifPresentOrElse(it -> single.add(new Look.OfKey(it, look)), () -> ofEach.add(look));
        return true;
    }

    /** The constant at which the list or map that {@code node} yields is indexed, if it is. */
    private static Optional<Object> entry(CelNavigableExpr node) {
        return node.parent()
                .filter(it -> isIndex(it) && it.expr().call().args().get(0).id() == node.id())
                .flatMap(it -> constant(it.expr().call().args().get(1)));
    }

    /** The key, where the node is {@code quality['key']}. */
    private static Optional<QualityAnnotationKey> key(CelNavigableExpr node) {
        if (!isIndex(node)) {
            return Optional.empty();
        }
        CelExpr map = node.expr().call().args().get(0);
        boolean isQuality =
                map.getKind() == ExprKind.Kind.IDENT && map.ident().name().equals(ExpressionTypes.QUALITY);
        return constant(node.expr().call().args().get(1))
                .filter(it -> isQuality)
                .flatMap(it -> QualityAnnotationKey.parseShort(it.toString()));
    }

    private static boolean isIndex(CelNavigableExpr node) {
        return node.getKind() == ExprKind.Kind.CALL
                && node.expr().call().function().equals(INDEX);
    }

    private static Optional<Object> constant(CelExpr expression) {
        if (expression.getKind() != ExprKind.Kind.CONSTANT) {
            return Optional.empty();
        }
        CelConstant constant = expression.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE -> Optional.of(constant.stringValue());
            case INT64_VALUE -> Optional.of(constant.int64Value());
            default -> Optional.empty();
        };
    }

    private static Optional<String> field(CelNavigableExpr node) {
        return node.parent()
                .filter(it -> it.getKind() == ExprKind.Kind.SELECT)
                .map(it -> it.expr().select().field());
    }

    private static Optional<Look> ofImage(String field) {
        return switch (field) {
            case ImageView.REGISTRY -> Optional.of(new Look.Registry());
            case ImageView.REPOSITORY -> Optional.of(new Look.Repository());
            default -> Optional.empty();
        };
    }

    private boolean mentions(CelNavigableExpr node, CelType type) {
        return tree.getType(node.id()).filter(it -> mentions(it, type)).isPresent();
    }

    private static boolean mentions(CelType all, CelType type) {
        return all.name().equals(type.name()) || all.parameters().stream().anyMatch(it -> mentions(it, type));
    }
}
