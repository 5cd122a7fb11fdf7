package org.basin.kernel.compiled;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.basin.code.Fold;
import org.basin.code.Nest;
import org.basin.code.Place;
import org.basin.code.Statement;
import org.basin.code.Value;
import org.basin.code.Variable;

/**
 * The instructions of a function. Rounds that are independent are done in tiles of four by four at
 * most, side by side: that many sums are carried at once, and what is the same in several of them
 * is loaded once.
 */
final class Body {

  private static final int TILE = 4;

  /** Loops of so many rounds are written out. */
  private static final int WRITTEN_OUT = 4;

  private final int width;
  private final String vector;
  private final String ints;
  private final StringBuilder out;
  private final String[] scopes;
  private int names;
  private String block = "enter";

  /** The places of the nest that is written. */
  private int[] places = {};

  /** What is known, from the innermost loop outwards. */
  private final Deque<Scope> known = new ArrayDeque<>();

  /** Where a counter stands: a name, or none, and a number more. */
  private record Counter(String name, int factor, int more) {}

  /** The counters of one of the rounds that are done side by side. */
  private record Round(Map<Variable, Counter> counters) {

    Round with(Variable variable, Counter counter) {
      Map<Variable, Counter> more = new IdentityHashMap<>(counters);
      more.put(variable, counter);
      return new Round(more);
    }
  }

  /** Names of values, by round, and of instructions, by their text. */
  private static final class Scope {
    final Map<Value, String[]> values = new IdentityHashMap<>();
    final Map<Fold, List<String[]>> folds = new IdentityHashMap<>();
    final Map<String, String> texts = new HashMap<>();
  }

  /**
   * @param scopes what is said of accesses to a place, by place; null for nothing
   */
  Body(int width, StringBuilder out, String[] scopes) {
    this.width = width;
    this.out = out;
    this.scopes = scopes;
    vector = "<" + width + " x float>";
    ints = "<" + width + " x i32>";
  }

  /** Does something several times. */
  void repeat(int times, Runnable what) {
    if (times == 1) {
      what.run();
    } else {
      loop(times, counter -> what.run());
    }
  }

  /** Does a nest on places. */
  void nest(Nest nest, int[] on) {
    places = on;
    known.push(new Scope());
    run(nest.body(), new Round(Map.of()));
    known.pop();
  }

  private void run(List<Statement> body, Round round) {
    int next = 0;
    while (next < body.size()) {
      int until = next;
      while (until < body.size() && body.get(until) instanceof Statement.Store) {
        until++;
      }
      if (until > next) {
        store(body.subList(next, until), List.of(round));
        next = until;
        continue;
      }
      Statement statement = body.get(next++);
      if (statement instanceof Statement.Evaluate evaluate) {
        evaluate.values().forEach(value -> of(value, List.of(round)));
      } else {
        Statement.Each each = (Statement.Each) statement;
        if (each.stores()) {
          tiles(each, 0, List.of(round));
        } else {
          rounds(each, 0, round);
        }
      }
    }
  }

  /** One round after the other. */
  private void rounds(Statement.Each each, int level, Round round) {
    if (level == each.variables().size()) {
      known.push(new Scope());
      run(each.body(), round);
      known.pop();
      return;
    }
    Variable variable = each.variables().get(level);
    loop(
        variable.count(),
        counter -> rounds(each, level + 1, round.with(variable, new Counter(counter, 1, 0))));
  }

  /** Rounds side by side. */
  private void tiles(Statement.Each each, int level, List<Round> rounds) {
    if (level == each.variables().size()) {
      known.push(new Scope());
      store(each.body(), rounds);
      known.pop();
      return;
    }
    Variable variable = each.variables().get(level);
    int whole = variable.count() / TILE;
    if (whole > 0) {
      loop(whole, counter -> tiles(each, level + 1, side(rounds, variable, counter, 0, TILE)));
    }
    int rest = variable.count() % TILE;
    if (rest > 0) {
      tiles(each, level + 1, side(rounds, variable, null, TILE * whole, rest));
    }
  }

  private static List<Round> side(
      List<Round> rounds, Variable variable, String counter, int first, int count) {
    List<Round> more = new ArrayList<>();
    for (Round round : rounds) {
      for (int i = 0; i < count; i++) {
        more.add(round.with(variable, new Counter(counter, TILE, first + i)));
      }
    }
    return more;
  }

  private void store(List<Statement> stores, List<Round> rounds) {
    List<String[]> numbers = new ArrayList<>();
    for (Statement statement : stores) {
      numbers.add(of(((Statement.Store) statement).value(), rounds));
    }
    for (int s = 0; s < stores.size(); s++) {
      Statement.Store store = (Statement.Store) stores.get(s);
      for (int r = 0; r < rounds.size(); r++) {
        String address = address(store.plane(), store.place(), rounds.get(r));
        String[] all = numbers.get(s);
        line(
            "store %s %s, ptr %s, align %d%s"
                .formatted(
                    vector,
                    all[all.length == 1 ? 0 : r],
                    address,
                    width * 4,
                    scope(store.plane())));
      }
    }
    // what was loaded before may be another number now
    known.forEach(scope -> scope.texts.keySet().removeIf(text -> text.startsWith("load")));
  }

  private String scope(int plane) {
    String scope = scopes[places[plane]];
    return scope == null ? "" : scope;
  }

  /** The names of a value in all rounds; one where it is known to be the same. */
  private String[] of(Value value, List<Round> rounds) {
    for (Scope scope : known) {
      String[] names = scope.values.get(value);
      if (names != null) {
        return names;
      }
    }
    String[] names = write(value, rounds);
    known.getFirst().values.put(value, names);
    return names;
  }

  private String[] write(Value value, List<Round> rounds) {
    if (value instanceof Value.Constant constant) {
      return new String[] {number(constant.bits())};
    }
    String[] names = new String[rounds.size()];
    if (value instanceof Value.Load load) {
      for (int r = 0; r < names.length; r++) {
        String address = address(load.plane(), load.place(), rounds.get(r));
        names[r] =
            once(
                "load %s, ptr %s, align %d%s"
                    .formatted(vector, address, width * 4, scope(load.plane())));
      }
      return names;
    }
    if (value instanceof Value.Folded folded) {
      return fold(folded.fold(), rounds).get(folded.number());
    }
    Value.Computed computed = (Value.Computed) value;
    List<String[]> operands = new ArrayList<>();
    for (Value operand : computed.operands()) {
      operands.add(of(operand, rounds));
    }
    boolean same = operands.stream().allMatch(it -> it.length == 1);
    String[] results = same ? new String[1] : names;
    for (int r = 0; r < results.length; r++) {
      String[] x = new String[operands.size()];
      for (int o = 0; o < x.length; o++) {
        String[] all = operands.get(o);
        x[o] = all[all.length == 1 ? 0 : r];
      }
      results[r] = compute(computed, x);
    }
    return results;
  }

  private List<String[]> fold(Fold fold, List<Round> rounds) {
    for (Scope scope : known) {
      List<String[]> ended = scope.folds.get(fold);
      if (ended != null) {
        return ended;
      }
    }
    List<String[]> carried = new ArrayList<>();
    for (Value start : fold.starts()) {
      carried.add(all(of(start, rounds), rounds.size()));
    }
    Variable variable = fold.variable();
    if (variable.count() <= WRITTEN_OUT) {
      for (int i = 0; i < variable.count(); i++) {
        Counter counter = new Counter(null, 0, i);
        carried = next(fold, with(rounds, variable, counter), carried);
      }
    } else {
      carried = looped(fold, rounds, carried);
    }
    known.getFirst().folds.put(fold, carried);
    return carried;
  }

  private List<String[]> looped(Fold fold, List<Round> rounds, List<String[]> starts) {
    String label = "l" + names++;
    String before = block;
    line("br label %" + label);
    open(label);
    int at = out.length();
    String counter = "%" + label + ".i";
    List<String[]> phis = new ArrayList<>();
    for (int n = 0; n < starts.size(); n++) {
      String[] own = new String[rounds.size()];
      for (int r = 0; r < own.length; r++) {
        own[r] = "%" + label + ".n" + n + "." + r;
      }
      phis.add(own);
    }
    List<Round> inside = with(rounds, fold.variable(), new Counter(counter, 1, 0));
    List<String[]> nexts = next(fold, inside, phis);
    StringBuilder head = new StringBuilder();
    head.append(
        "  %s = phi i64 [ 0, %%%s ], [ %s.next, %%%s ]%n"
            .formatted(counter, before, counter, block));
    for (int n = 0; n < starts.size(); n++) {
      for (int r = 0; r < rounds.size(); r++) {
        head.append(
            "  %s = phi %s [ %s, %%%s ], [ %s, %%%s ]%n"
                .formatted(
                    phis.get(n)[r], vector, starts.get(n)[r], before, nexts.get(n)[r], block));
      }
    }
    out.insert(at, head);
    leave(label, counter, fold.variable().count());
    return nexts;
  }

  private List<String[]> next(Fold fold, List<Round> rounds, List<String[]> carried) {
    known.push(new Scope());
    for (int n = 0; n < carried.size(); n++) {
      known.getFirst().values.put(fold.running().get(n), carried.get(n));
    }
    List<String[]> nexts = new ArrayList<>();
    for (Value next : fold.nexts()) {
      nexts.add(all(of(next, rounds), rounds.size()));
    }
    known.pop();
    return nexts;
  }

  private static List<Round> with(List<Round> rounds, Variable variable, Counter counter) {
    return rounds.stream().map(round -> round.with(variable, counter)).toList();
  }

  private static String[] all(String[] names, int count) {
    if (names.length == count) {
      return names;
    }
    String[] all = new String[count];
    Arrays.fill(all, names[0]);
    return all;
  }

  /** Goes round. */
  private void loop(int times, Consumer<String> inside) {
    if (times == 1) {
      inside.accept(null);
      return;
    }
    String label = "l" + names++;
    String before = block;
    line("br label %" + label);
    open(label);
    int at = out.length();
    String counter = "%" + label + ".i";
    known.push(new Scope());
    inside.accept(counter);
    known.pop();
    out.insert(
        at,
        "  %s = phi i64 [ 0, %%%s ], [ %s.next, %%%s ]%n"
            .formatted(counter, before, counter, block));
    leave(label, counter, times);
  }

  private void leave(String label, String counter, int times) {
    line("%s.next = add nuw nsw i64 %s, 1".formatted(counter, counter));
    line("%%%s.on = icmp ult i64 %s.next, %d".formatted(label, counter, times));
    line("br i1 %%%1$s.on, label %%%1$s, label %%%1$s.end".formatted(label));
    open(label + ".end");
  }

  private void open(String label) {
    out.append(label).append(":\n");
    block = label;
  }

  private void line(String text) {
    out.append("  ").append(text).append('\n');
  }

  /** The name of what an instruction gives, which stands once where it is known. */
  private String once(String text) {
    for (Scope scope : known) {
      String name = scope.texts.get(text);
      if (name != null) {
        return name;
      }
    }
    String name = "%v" + names++;
    line(name + " = " + text);
    known.getFirst().texts.put(text, name);
    return name;
  }

  private String address(int plane, Place place, Round round) {
    String base = "%p" + places[plane];
    int cell = place.first();
    for (Place.Term term : place.terms()) {
      Counter counter = round.counters.get(term.variable());
      cell += term.factor() * counter.more;
      if (counter.name != null) {
        int factor = term.factor() * counter.factor;
        String times = once("mul nuw nsw i64 %s, %d".formatted(counter.name, factor));
        base = once("getelementptr inbounds %s, ptr %s, i64 %s".formatted(vector, base, times));
      }
    }
    return cell == 0
        ? base
        : once("getelementptr inbounds %s, ptr %s, i64 %d".formatted(vector, base, cell));
  }

  private String compute(Value.Computed computed, String[] x) {
    String a = x[0];
    String b = x.length > 1 ? x[1] : "";
    return switch (computed.kind()) {
      case ADD -> once("fadd %s %s, %s".formatted(vector, a, b));
      case SUBTRACT -> once("fsub %s %s, %s".formatted(vector, a, b));
      case MULTIPLY -> once("fmul %s %s, %s".formatted(vector, a, b));
      case DIVIDE -> once("fdiv %s %s, %s".formatted(vector, a, b));
      case FMA ->
          once(
              "call %1$s @llvm.fma.v%2$df32(%1$s %3$s, %1$s %4$s, %1$s %5$s)"
                  .formatted(vector, width, a, b, x[2]));
      case NEGATE -> once("fneg %s %s".formatted(vector, a));
      case ABS -> number(once("and %s %s, %s".formatted(ints, bits(a), mask(Integer.MAX_VALUE))));
      case ROOT -> once("call %1$s @llvm.sqrt.v%2$df32(%1$s %3$s)".formatted(vector, width, a));
      case BITS_ADD -> onBits("add", a, b);
      case BITS_SUBTRACT -> onBits("sub", a, b);
      case BITS_AND -> onBits("and", a, b);
      case BITS_OR -> onBits("or", a, b);
      case BITS_XOR -> onBits("xor", a, b);
      case BITS_LEFT -> onBits("shl", a, b);
      case BITS_RIGHT -> onBits("ashr", a, b);
      case BITS_MIN ->
          number(
              once(
                  "call %1$s @llvm.smin.v%2$di32(%1$s %3$s, %1$s %4$s)"
                      .formatted(ints, width, bits(a), bits(b))));
      case IF_LESS -> choose("olt", x);
      case IF_LESS_EQUAL -> choose("ole", x);
      case IF_EQUAL -> choose("oeq", x);
    };
  }

  private String onBits(String operation, String a, String b) {
    return number(once("%s %s %s, %s".formatted(operation, ints, bits(a), bits(b))));
  }

  private String choose(String relation, String[] x) {
    String holds = once("fcmp %s %s %s, %s".formatted(relation, vector, x[0], x[1]));
    return once(
        "select <%d x i1> %s, %s %s, %s %s".formatted(width, holds, vector, x[2], vector, x[3]));
  }

  private String bits(String name) {
    return once("bitcast %s %s to %s".formatted(vector, name, ints));
  }

  private String number(String bits) {
    return once("bitcast %s %s to %s".formatted(ints, bits, vector));
  }

  private static String mask(int bits) {
    return "splat (i32 " + bits + ")";
  }

  /** A constant; what is no number of its own is told by its bits. */
  private String number(int bits) {
    float number = Float.intBitsToFloat(bits);
    return Float.isNaN(number)
        ? once("bitcast %s %s to %s".formatted(ints, mask(bits), vector))
        : "splat (float 0x%016X)".formatted(Double.doubleToRawLongBits(number));
  }
}
