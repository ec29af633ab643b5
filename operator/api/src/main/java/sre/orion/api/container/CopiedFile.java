package sre.orion.api.container;

import java.util.OptionalInt;
import sre.orion.api.secret.Text;

/**
 * CopiedFile is a config or secret whose content stands in a spec. It is put into a container before its start, as docker
 * compose does; the engine refuses that for a container whose own file system is read only.
 *
 * @param path absolute in the container, cleaned
 * @param hash what tells this content from another; of a secret, under a key of the node
 * @param mode permission bits
 * @param uid owner; empty, with an empty {@code gid}: whom the engine gives it to, which is root
 */
public record CopiedFile(String path, Text content, String hash, int mode, OptionalInt uid, OptionalInt gid) {

    /** Whether it belongs to somebody whom the spec names. */
    public boolean owned() {
        return uid.isPresent() || gid.isPresent();
    }
}
