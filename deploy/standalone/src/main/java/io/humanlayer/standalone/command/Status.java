package io.humanlayer.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.standalone.home.Note;
import io.humanlayer.standalone.home.Notes;
import io.humanlayer.standalone.infrastructure.HttpProbe;
import io.humanlayer.standalone.infrastructure.Ports;
import java.util.List;

/// `status`: the processes of the instance, as they are now. Exits with 0 when all are ready.
public final class Status {

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Row(Note note, boolean alive, boolean ready) {}

  private Status() {}

  public static int run(Options options) throws Exception {
    var rows = options.home().notes().all().stream().parallel().map(Status::look).toList();
    System.out.println(options.json() ? json(options, rows) : table(options, rows));
    var supervised = rows.stream().anyMatch(r -> isSupervisor(r) && r.alive());
    return supervised && rows.stream().allMatch(Row::ready) ? 0 : 1;
  }

  private static boolean isSupervisor(Row row) {
    return row.note().name().equals(Notes.SUPERVISOR);
  }

  private static Row look(Note note) {
    var alive = note.process().isPresent();
    try {
      var ready =
          note.ready().isEmpty()
              ? Ports.isOpen(note.port())
              : HttpProbe.local(note.port(), note.ready()).answers();
      return new Row(note, alive, alive && ready);
    } catch (Exception e) {
      return new Row(note, alive, false);
    }
  }

  private static String url(Note note) {
    return switch (note.name()) {
      case "postgres" -> "postgresql://127.0.0.1:" + note.port();
      case "kafka" -> "127.0.0.1:" + note.port();
      case Notes.SUPERVISOR -> "http://localhost:" + note.port();
      default -> "http://127.0.0.1:" + note.port();
    };
  }

  private static String table(Options options, List<Row> rows) {
    if (rows.isEmpty()) {
      return "not running (" + options.home().folder() + ")";
    }
    var text = new StringBuilder();
    text.append("%-18s %8s %6s %-9s %s%n".formatted("process", "pid", "port", "state", "address"));
    for (var row : rows) {
      var state = row.ready() ? "ready" : row.alive() ? "not ready" : "dead";
      var note = row.note();
      text.append(
          "%-18s %8d %6d %-9s %s%n"
              .formatted(note.name(), note.pid(), note.port(), state, url(note)));
    }
    return text.append(options.home().folder()).toString();
  }

  private static String json(Options options, List<Row> rows) throws Exception {
    var root = JSON.createObjectNode();
    root.put("home", options.home().folder().toString());
    var list = root.putArray("processes");
    for (var row : rows) {
      var note = row.note();
      list.addObject()
          .put("name", note.name())
          .put("pid", note.pid())
          .put("port", note.port())
          .put("alive", row.alive())
          .put("ready", row.ready())
          .put("url", url(note))
          .put("log", note.log().toString());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}
