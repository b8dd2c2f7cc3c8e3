package io.humanlayer.policy.outbound.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import io.humanlayer.policy.core.policy.Grammar;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What can be said of a CEL text without evaluating it.
@Singleton
public final class CelGrammar implements Grammar {

  /// What an author mistypes: the operator, and what it becomes.
  private static final Map<String, List<String>> SLIPS =
      Map.of(
          ">", List.of(">="),
          ">=", List.of(">"),
          "<", List.of("<="),
          "<=", List.of("<"),
          "==", List.of("!="),
          "!=", List.of("=="),
          "&&", List.of("||"),
          "||", List.of("&&"));

  private static final Pattern OPERATOR = Pattern.compile("_(.+)_");
  private static final Pattern WHOLE = Pattern.compile("-?\\d+");

  private final CelParser parser =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(CelLanguage.OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .build();

  @Override
  public List<Variant> variants(String text) {
    var tree = parse(text);
    var leaves = Leaves.of(tree);
    var variants = new ArrayList<Variant>();
    for (var node : nodes(tree)) {
      var offset = tree.getSource().getPositionsMap().get(node.id());
      if (offset == null || offset < 0 || offset >= text.length()) {
        continue;
      }
      if (node.getKind() == Kind.CALL) {
        operator(text, offset, node, leaves.text(node), variants);
      } else if (isWhole(node)) {
        whole(text, offset, variants);
      }
    }
    return List.copyOf(new LinkedHashSet<>(variants));
  }

  private static boolean isWhole(CelExpr node) {
    return node.getKind() == Kind.CONSTANT
        && node.constant().getKind() == CelConstant.Kind.INT64_VALUE;
  }

  private static void operator(
      String text, int offset, CelExpr node, String shown, List<Variant> into) {
    var named = OPERATOR.matcher(node.call().function());
    if (!named.matches() || !text.startsWith(named.group(1), offset)) {
      return;
    }
    String written = named.group(1);
    for (var slip : SLIPS.getOrDefault(written, List.of())) {
      into.add(
          new Variant(
              text.substring(0, offset) + slip + text.substring(offset + written.length()),
              written + " became " + slip + " in " + shown));
    }
  }

  private static void whole(String text, int offset, List<Variant> into) {
    var digits = WHOLE.matcher(text).region(offset, text.length());
    if (!digits.lookingAt() || digits.group().length() > 15) {
      return;
    }
    long number = Long.parseLong(digits.group());
    for (long slip : new long[] {number + 1, number - 1}) {
      into.add(
          new Variant(
              text.substring(0, offset) + slip + text.substring(digits.end()),
              number + " became " + slip));
    }
  }

  @Override
  public List<Boundary> boundaries(String text) {
    var boundaries = new LinkedHashSet<Boundary>();
    for (var node : nodes(parse(text))) {
      Comparison.of(node).ifPresent(found -> boundaries.addAll(found.boundaries()));
    }
    return List.copyOf(boundaries);
  }

  @Override
  public Set<String> variables(String text) {
    return nodes(parse(text)).stream()
        .flatMap(node -> Leaves.path(node).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Lie lie(String first, String second) {
    var before = parse(first);
    var after = parse(second);
    boolean narrower = new Implication(after, before).holds();
    boolean wider = new Implication(before, after).holds();
    if (narrower && wider) {
      return Lie.SAME;
    }
    return narrower ? Lie.NARROWER : wider ? Lie.WIDER : Lie.UNKNOWN;
  }

  private static List<CelExpr> nodes(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree).getRoot().allNodes().map(CelNavigableExpr::expr).toList();
  }

  private CelAbstractSyntaxTree parse(String text) {
    try {
      return parser.parse(text).getAst();
    } catch (CelValidationException e) {
      throw new IllegalArgumentException("not a condition: " + text, e);
    }
  }
}
