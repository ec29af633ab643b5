package sre.orion.agent.serve.kube;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import sre.orion.agent.serve.store.ObjectType;
import sre.orion.agent.serve.store.StoredObject;

/** Form is how objects are written: whole, as metadata only, or as a table. */
interface Form {
    /** Writes one object. */
    void writeOne(OutputStream out, StoredObject object) throws IOException;

    /**
     * Writes a list.
     *
     * @param listMeta the JSON of the list's metadata
     */
    void writeList(OutputStream out, ObjectType type, String listMeta, List<StoredObject> objects) throws IOException;

    /** Writes the object of a bookmark. */
    void writeBookmark(OutputStream out, ObjectType type, String metadata) throws IOException;
}
