package io.humanlayer.proof;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which tile of a level, and how much of it, as it is written in a path: `x001/x234/067.p/5`.
public record TileIndex(long index, int width) {

  private static final Pattern FORM =
      Pattern.compile("((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

  public TileIndex {
    if (index < 0 || width < 1 || width > Tile.WIDTH) {
      throw new MalformedException("no such tile");
    }
  }

  public static TileIndex parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new MalformedException("not the path of a tile");
    }
    long index = Long.parseLong(form.group(1).replace("x", "").replace("/", ""));
    int width = form.group(2) == null ? Tile.WIDTH : Integer.parseInt(form.group(2));
    var parsed = new TileIndex(index, width);
    if (!parsed.toString().equals(text)) {
      throw new MalformedException("not the canonical path of a tile");
    }
    return parsed;
  }

  /// C2SP tlog-tiles: groups of three digits, all but the last with an `x` before them.
  @Override
  public String toString() {
    var path = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return width == Tile.WIDTH ? path.toString() : path.append(".p/").append(width).toString();
  }
}
