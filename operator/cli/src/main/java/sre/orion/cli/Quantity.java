package sre.orion.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Quantity is an amount as Kubernetes writes it: {@code 250m} of a core, {@code 12345Ki} of memory. */
final class Quantity {
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", new BigDecimal("1e-9")),
            Map.entry("u", new BigDecimal("1e-6")),
            Map.entry("m", new BigDecimal("1e-3")),
            Map.entry("k", new BigDecimal("1e3")),
            Map.entry("M", new BigDecimal("1e6")),
            Map.entry("G", new BigDecimal("1e9")),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)));

    private Quantity() {}

    /** Cores as thousandths: {@code 12m}. */
    static String cores(String quantity) {
        return of(quantity).movePointRight(3).setScale(0, RoundingMode.HALF_UP).toPlainString() + "m";
    }

    /** Bytes as mebibytes: {@code 34Mi}. */
    static String mebibytes(String quantity) {
        return of(quantity)
                        .divide(BigDecimal.valueOf(1L << 20), 0, RoundingMode.HALF_UP)
                        .toPlainString() + "Mi";
    }

    /** The amount itself; zero for what is none. */
    static BigDecimal of(String quantity) {
        String unit = quantity.replaceFirst("^[0-9.]+", "");
        String number = quantity.substring(0, quantity.length() - unit.length());
        return number.isEmpty()
                ? BigDecimal.ZERO
                : new BigDecimal(number).multiply(UNITS.getOrDefault(unit, BigDecimal.ONE));
    }
}
