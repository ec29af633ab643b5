package sre.orion.specs.yaml;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * ShallowParser is the library's parser, which ends where a file is too large or nests too deep: the composer that reads
 * from it calls itself for each level and would run out of stack.
 */
final class ShallowParser implements Parser {
    private final Parser parser;
    private final YamlReader.Limits limits;
    private int depth;
    private int events;

    private ShallowParser(Parser parser, YamlReader.Limits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    /** The documents of a text, one after the other. */
    static Composer documents(String text, LoadSettings settings, YamlReader.Limits limits) {
        var parser = new ParserImpl(settings, new StreamReader(settings, text));
        return new Composer(settings, new ShallowParser(parser, limits));
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        if (event instanceof CollectionStartEvent && ++depth > limits.depth()) {
            throw new ParserException("nested deeper than " + limits.depth() + " levels", event.getStartMark());
        } else if (++events > limits.nodes()) {
            throw new ParserException("more than " + limits.nodes() + " values in one file", event.getStartMark());
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        }
        return event;
    }
}
