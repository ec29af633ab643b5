package sre.orion.specs.secret;

/** StoredSecrets is the secrets of a node as its files hold them at one moment. */
public record StoredSecrets(SecretsFile file, Identity identity, Marks marks) implements NodeSecrets {

    @Override
    public Answer named(String name) {
        if (file.trouble().isPresent()) {
            return new Answer.Missing(file.trouble().get());
        }
        String value = file.values().get(name);
        if (value != null && !value.isEmpty()) {
            return new Answer.Value(value, marks.of(value));
        }
        return new Answer.Missing((value == null ? "there is no " : "there is no value for ") + name + " in "
                + file.path() + "; write it there: " + name + "=…");
    }

    @Override
    public Answer encrypted(String age) {
        return identity.decrypt(age, marks);
    }

    @Override
    public String mark(String value) {
        return marks.of(value);
    }
}
