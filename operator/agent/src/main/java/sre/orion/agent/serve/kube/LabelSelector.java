package sre.orion.agent.serve.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sre.orion.agent.serve.http.Refusal;

/**
 * LabelSelector is what {@code labelSelector} asks of labels: {@code a=b}, {@code a==b}, {@code a!=b}, {@code a in (b,c)},
 * {@code a notin (b,c)}, {@code a}, {@code !a}, {@code a>1}, {@code a<1}, all of which must hold
 * (k8s.io/apimachinery, pkg/labels).
 */
final class LabelSelector {
    private static final String KEY =
            "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?(/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?";
    private static final Pattern REQUIREMENT = Pattern.compile(
            "\\s*(?:(?<not>!)\\s*(?<absent>" + KEY + ")|(?<key>" + KEY + ")\\s*"
                    + "(?:(?<in>in|notin)\\s*\\((?<values>[^()]*)\\)|(?<operator>==|=|!=|>|<)\\s*(?<value>[^,()=!<>]*?))?)\\s*(?:,|$)");

    private LabelSelector() {}

    /** The labels that a query asks for; everything for an empty text. */
    static Predicate<SortedMap<String, String>> parse(String text) {
        Predicate<SortedMap<String, String>> all = _ -> true;
        Matcher matcher = REQUIREMENT.matcher(text);
        int position = 0;
        while (position < text.length()) {
            matcher.region(position, text.length());
            if (!matcher.lookingAt() || matcher.end() == position) {
                throw refusal(text);
            }
            all = all.and(requirement(matcher, text));
            position = matcher.end();
        }
        if (text.stripTrailing().endsWith(",")) {
            throw refusal(text);
        }
        return all;
    }

    private static Predicate<SortedMap<String, String>> requirement(Matcher matcher, String text) {
        if (matcher.group("not") != null) {
            String absent = matcher.group("absent");
            return labels -> !labels.containsKey(absent);
        }
        String key = matcher.group("key");
        if (matcher.group("in") != null) {
            Set<String> values = values(matcher.group("values"));
            return matcher.group("in").equals("in")
                    ? labels -> labels.containsKey(key) && values.contains(labels.get(key))
                    : labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
        }
        if (matcher.group("operator") == null) {
            return labels -> labels.containsKey(key);
        }
        String value = matcher.group("value");
        return switch (matcher.group("operator")) {
            case "!=" -> labels -> !value.equals(labels.get(key));
            case ">" -> numbers(key, number(value, text), 1);
            case "<" -> numbers(key, number(value, text), -1);
            default -> labels -> value.equals(labels.get(key));
        };
    }

    private static Set<String> values(String list) {
        List<String> values = new ArrayList<>();
        for (String value : list.split(",", -1)) {
            values.add(value.strip());
        }
        return new TreeSet<>(values);
    }

    private static Predicate<SortedMap<String, String>> numbers(String key, long bound, int sign) {
        return labels -> {
            String value = labels.getOrDefault(key, "");
            return value.matches("-?[0-9]{1,18}") && Long.compare(Long.parseLong(value), bound) == sign;
        };
    }

    private static long number(String value, String text) {
        if (!value.matches("-?[0-9]{1,18}")) {
            throw refusal(text);
        }
        return Long.parseLong(value);
    }

    private static RuntimeException refusal(String text) {
        return Refusal.badRequest(
                        "unable to parse requirement: \"" + text
                                + "\" is no label selector: write a=b, a!=b, a in (b,c), a notin (b,c), a or !a, separated by commas")
                .exception();
    }
}
