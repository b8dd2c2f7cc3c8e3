package io.humanlayer.standalone.command;

import io.humanlayer.standalone.home.Note;
import io.humanlayer.standalone.infrastructure.StartFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// `logs [NAME] [-f]`: the end of one log or of all, and what is added to them.
public final class Logs {

  private static final int LAST_LINES = 40;
  private static final Duration POLL = Duration.ofMillis(250);

  private Logs() {}

  public static int run(Options options) throws IOException {
    var logs = options.home().notes().all();
    if (!options.rest().isEmpty()) {
      var name = options.rest().getFirst();
      logs = logs.stream().filter(n -> n.name().equals(name)).toList();
    }
    if (logs.isEmpty()) {
      throw new StartFailure("no such process; ./humanlayer status names them");
    }
    var read = new HashMap<Path, Long>();
    for (var note : logs) {
      var lines = Files.readAllLines(note.log(), StandardCharsets.UTF_8);
      lines
          .subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
          .forEach(line -> print(note, line));
      read.put(note.log(), Files.size(note.log()));
    }
    while (options.follow()) {
      more(logs, read);
      LockSupport.parkNanos(POLL.toNanos());
    }
    return 0;
  }

  private static void more(List<Note> logs, Map<Path, Long> read) throws IOException {
    for (var note : logs) {
      var from = read.getOrDefault(note.log(), 0L);
      var size = Files.size(note.log());
      if (size > from) {
        try (var channel = FileChannel.open(note.log())) {
          var bytes = ByteBuffer.allocate((int) Math.min(size - from, 1 << 20));
          channel.read(bytes, from);
          read.put(note.log(), from + bytes.position());
          StandardCharsets.UTF_8
              .decode(bytes.flip())
              .toString()
              .lines()
              .forEach(l -> print(note, l));
        }
      } else {
        // A log that has been set aside begins anew.
        read.put(note.log(), size);
      }
    }
  }

  private static void print(Note note, String line) {
    System.out.printf("%-16s| %s%n", note.name(), line);
  }
}
