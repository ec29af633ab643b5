package sre.orion.agent.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** RandomSpecs is the specs of a random day, and what people edit in them. They always load. */
final class RandomSpecs {
    private static final List<String> GOOD =
            List.of("app:1", "app:2", "checked:1", "checked:2", "store:1", "slow:1", "far:1");
    private static final List<String> BAD = List.of("crash:1", "sick:1", "unstartable:1", "nowhere:1");
    private static final List<String> NETWORKS = List.of("front", "back");

    private final SplittableRandom random;
    private final List<Service> services = new ArrayList<>();
    private boolean internal;
    private int made;

    /** One Service as it is to be. */
    private static final class Service {
        final String name;
        final boolean client;
        String image;
        final TreeSet<String> networks = new TreeSet<>();
        int edition;
        int megabytes;
        boolean suspended;

        Service(String name, boolean client, String image) {
            this.name = name;
            this.client = client;
            this.image = image;
        }
    }

    RandomSpecs(SplittableRandom random) {
        this.random = random;
        int count = 2 + random.nextInt(2);
        for (int number = 0; number < count; number++) {
            add();
        }
        services.add(new Service("client", true, "app:1"));
    }

    private void add() {
        var service = new Service("s" + made++, false, pick(GOOD));
        service.networks.add(pick(NETWORKS));
        services.addFirst(service);
    }

    /** Somebody edits something. */
    void edit() {
        Service service = services.get(random.nextInt(services.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> service.image = pick(GOOD);
            case 3 -> service.image = pick(BAD);
            case 4, 5 -> service.edition++;
            case 6 -> service.megabytes = random.nextInt(3) * 32;
            case 7 -> toggleNetwork(service);
            case 8 -> service.suspended = !service.suspended;
            case 9 -> internal = !internal;
            case 10 -> {
                if (services.size() < 6) {
                    add();
                }
            }
            default -> {
                if (services.size() > 3 && !service.client && service != vpn()) {
                    services.remove(service);
                }
            }
        }
    }

    private void toggleNetwork(Service service) {
        String network = pick(NETWORKS);
        if (!service.client && !service.networks.remove(network)) {
            service.networks.add(network);
        }
    }

    private Service vpn() {
        return services.get(services.size() - 2);
    }

    /** The day ends well: everything is wanted again, in an edition of its own. */
    void settle() {
        for (Service service : services) {
            service.suspended = false;
            service.edition = 1000;
            service.image = BAD.contains(service.image) ? "app:2" : service.image;
        }
    }

    /** What must be there at the end, as {@link Scenario#outcome} says it. */
    List<String> ends() {
        return services.stream()
                .map(service -> service.name + " runs " + service.image)
                .sorted()
                .toList();
    }

    String text() {
        var text = new StringBuilder(
                Specs.network("front", "internal: " + internal) + Specs.network("back") + Specs.volume("data"));
        for (Service service : services) {
            text.append(text(service));
        }
        return text.toString();
    }

    private String text(Service service) {
        var container = new ArrayList<String>();
        container.add("image: '" + service.image + "'");
        container.add("restart: unless-stopped");
        container.add("environment: {EDITION: '" + service.edition + "'}");
        if (service.megabytes > 0) {
            container.add("mem_limit: " + service.megabytes + "m");
        }
        if (service.client) {
            container.add("network_mode: 'service:" + vpn().name + "'");
        } else if (!service.networks.isEmpty()) {
            container.add("networks: [" + String.join(", ", service.networks) + "]");
        }
        if (service == vpn()) {
            container.add("volumes: ['data:/data']");
        }
        return Specs.service(service.name, String.join(", ", container), "suspend: " + service.suspended);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
