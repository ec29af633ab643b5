package sre.orion.specs.secret;

/** NodeSecrets is what the references to secrets in the specs of a node stand for. */
public interface NodeSecrets {
    /** For who needs the names alone, as to render or to validate: every secret is there, and nobody looks at its value. */
    NodeSecrets UNREAD = new NodeSecrets() {
        @Override
        public Answer named(String name) {
            return new Answer.Value("", "");
        }

        @Override
        public Answer encrypted(String age) {
            return new Answer.Value("", "");
        }

        @Override
        public String mark(String value) {
            return "";
        }
    };

    /** Answer is a value, or why there is none. */
    sealed interface Answer {
        /**
         * Value is a secret.
         *
         * @param mark see {@link sre.orion.api.secret.Text}
         */
        record Value(String value, String mark) implements Answer {
            @Override
            public String toString() {
                return "***";
            }
        }

        /** Missing is a secret that cannot be had; {@code why} follows the place in the spec. */
        record Missing(String why) implements Answer {}
    }

    /** The value of a name in the node's secrets file. */
    Answer named(String name);

    /** The value that was encrypted to the node with age. */
    Answer encrypted(String age);

    /** What tells one secret from another and gives neither away. */
    String mark(String value);
}
