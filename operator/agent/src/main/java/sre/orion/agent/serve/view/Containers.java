package sre.orion.agent.serve.view;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import sre.orion.api.observation.ContainerState;

/** Containers is what serving may ask the engine itself; each call takes its time, and none changes anything. */
public interface Containers {
    /**
     * Copies what a container printed, both of its outputs as they were mixed.
     *
     * @throws IOException when the engine does not give it, or {@code out} does not take it
     */
    void copyLog(ContainerState container, LogQuery query, OutputStream out) throws IOException;

    /** What these containers use, by id, not older than a quarter of a minute; those that nothing is known of are not in it. */
    Map<String, Usage> usage(List<ContainerState> containers);
}
