package sre.orion.api.resource;

/**
 * Resource is one document of {@code specs/}: its identity, its spec in long form, and where it was written.
 *
 * @param <S> the kind's spec
 */
public record Resource<S>(Kind kind, Metadata metadata, S spec, SourceLocation location) {

    /** The identity of this resource. */
    public ResourceKey key() {
        return new ResourceKey(kind, metadata.namespace(), metadata.name());
    }
}
