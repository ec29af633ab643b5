package sre.orion.reconcilers.container;

/** ImageName is a reference to an image in the one form in which references can be compared. */
final class ImageName {
    private ImageName() {}

    static boolean same(String one, String other) {
        return full(one).equals(full(other));
    }

    /** The reference with registry, {@code library/} and tag filled in (distribution/reference: familiar names). */
    static String full(String written) {
        String name = written;
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
        if (!registry) {
            name = "docker.io/" + (slash < 0 ? "library/" : "") + name;
        }
        boolean tagged = name.contains("@") || name.lastIndexOf(':') > name.lastIndexOf('/');
        return tagged ? name : name + ":latest";
    }
}
