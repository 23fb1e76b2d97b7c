package dev.assay.scanner.pull.registry;

/** As whom a registry is asked. */
sealed interface Credential {
    /** User and password, for {@code Basic} and for token endpoints. */
    record Password(String username, String password) implements Credential {
        @Override
        public String toString() {
            return "Password[username=" + username + "]";
        }
    }

    /** What a token endpoint takes in place of user and password (OAuth 2 refresh token). */
    record IdentityToken(String token) implements Credential {
        @Override
        public String toString() {
            return "IdentityToken[]";
        }
    }

    /** What the registry takes as it is. */
    record RegistryToken(String token) implements Credential {
        @Override
        public String toString() {
            return "RegistryToken[]";
        }
    }
}
