package io.humanlayer.policy.core.catalogue;

import io.humanlayer.policy.core.catalogue.Data.Decimal;
import io.humanlayer.policy.core.catalogue.Data.Flag;
import io.humanlayer.policy.core.catalogue.Data.Sequence;
import io.humanlayer.policy.core.catalogue.Data.Text;
import io.humanlayer.policy.core.catalogue.Data.Whole;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// The type that the catalogue gives to an argument.
public enum ArgumentType {
  STRING("a text"),
  INT("a whole number"),
  DECIMAL("a decimal number, as a number or as a text such as \"1000.00\""),
  BOOL("true or false"),
  LIST("a list of texts");

  /// The only text that is an amount: no exponent, no sign but minus, no leading zeros.
  private static final Pattern AMOUNT = Pattern.compile("-?(0|[1-9][0-9]{0,37})(\\.[0-9]{1,37})?");

  private final String meaning;

  ArgumentType(String meaning) {
    this.meaning = meaning;
  }

  /// What a value must be to fit, in words.
  public String meaning() {
    return meaning;
  }

  /// The value in the form of this type, or nothing if it does not fit.
  public Optional<Data> fit(Data value) {
    return switch (this) {
      case STRING -> value instanceof Text ? Optional.of(value) : Optional.empty();
      case BOOL -> value instanceof Flag ? Optional.of(value) : Optional.empty();
      case INT -> value instanceof Whole ? Optional.of(value) : Optional.empty();
      case DECIMAL -> decimal(value);
      case LIST ->
          value instanceof Sequence list && list.items().stream().allMatch(Text.class::isInstance)
              ? Optional.of(value)
              : Optional.empty();
    };
  }

  private static Optional<Data> decimal(Data value) {
    return switch (value) {
      case Decimal decimal -> Optional.of(decimal);
      case Whole whole -> Optional.of(new Decimal(BigDecimal.valueOf(whole.value())));
      case Text text when AMOUNT.matcher(text.value()).matches() -> {
        var number = new BigDecimal(text.value());
        yield Decimal.isSane(number) ? Optional.of(new Decimal(number)) : Optional.empty();
      }
      case Text other -> Optional.empty();
      case Flag other -> Optional.empty();
      case Sequence other -> Optional.empty();
      case Data.Struct other -> Optional.empty();
      case Data.Nothing other -> Optional.empty();
      case Data.Unreadable other -> Optional.empty();
    };
  }
}
