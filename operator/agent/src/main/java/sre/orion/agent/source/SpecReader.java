package sre.orion.agent.source;

import java.nio.file.Path;

/** SpecReader turns the files of one revision into resources: the seam between where specs lie and what they say. */
@FunctionalInterface
public interface SpecReader {
    /**
     * The revision that the files in {@code files} make.
     *
     * @param files the folder to read
     * @param base the folder that relative paths in specs are resolved against; another one than {@code files} when a
     *     copy is read
     * @param revision the id of the revision
     */
    SourceResult read(Path files, Path base, String revision);
}
