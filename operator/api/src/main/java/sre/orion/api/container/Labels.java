package sre.orion.api.container;

/**
 * Labels is the names of the labels that say what an object is. Compose's are those of docker compose v2 and later
 * ({@code pkg/api/labels.go}); Orion's stand under {@code orion.sre/}.
 */
public final class Labels {
    /** The Compose project of a container, network or volume. */
    public static final String PROJECT = "com.docker.compose.project";
    /** The service of a container. */
    public static final String SERVICE = "com.docker.compose.service";
    /** The key of a network in its project. */
    public static final String NETWORK = "com.docker.compose.network";
    /** The key of a volume in its project. */
    public static final String VOLUME = "com.docker.compose.volume";
    /** Number of the container within its service, from 1. */
    public static final String CONTAINER_NUMBER = "com.docker.compose.container-number";
    /** {@code True} for the container of {@code docker compose run}, which is nobody's to reconcile. */
    public static final String ONE_OFF = "com.docker.compose.oneoff";
    /** Compose's hash of the service; present so that Compose counts the container as its own. */
    public static final String CONFIG_HASH = "com.docker.compose.config-hash";
    /** Version of Compose that made the object. */
    public static final String VERSION = "com.docker.compose.version";
    /** Id of the image. */
    public static final String IMAGE = "com.docker.compose.image";
    /** The ids of images that are mounted, {@code target=id}, comma separated. */
    public static final String IMAGE_VOLUMES = "com.docker.compose.image-volume-digest";
    /** The dependencies, {@code service:condition:restart}, comma separated. */
    public static final String DEPENDS_ON = "com.docker.compose.depends_on";
    /** The Compose files, absolute, comma separated. */
    public static final String CONFIG_FILES = "com.docker.compose.project.config_files";
    /** The folder of the Compose files. */
    public static final String WORKING_DIRECTORY = "com.docker.compose.project.working_dir";
    /** Prefix of every label of Compose. */
    public static final String COMPOSE_PREFIX = "com.docker.compose.";

    /** The owner of an object: {@code <node>/<Kind>/<name>}. */
    public static final String OWNER = "orion.sre/owner";
    /** Hash of the spec the object was made from; information only, never compared. */
    public static final String SPEC_HASH = "orion.sre/spec-hash";
    /** Id of the revision the object was made from; information only. */
    public static final String REVISION = "orion.sre/revision";
    /** The files the container was made with, a line each: the hash of the content, a blank, the path in the container. */
    public static final String FILES = "orion.sre/files";
    /** Prefix of every label of Orion. */
    public static final String ORION_PREFIX = "orion.sre/";

    private Labels() {}
}
