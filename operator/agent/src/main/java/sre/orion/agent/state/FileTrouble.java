package sre.orion.agent.state;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** FileTrouble is why a file cannot be used, in words for people instead of an exception's name. */
public final class FileTrouble {
    private FileTrouble() {}

    /** The path, as far as it is known, and what is wrong with it. */
    public static String explain(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder";
            case FileAlreadyExistsException taken -> taken.getFile() + ": is there already, and is no folder";
            case FileSystemException named -> String.valueOf(named.getMessage());
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
