package org.basin.kernel.compiled;

import java.util.ArrayList;
import java.util.List;

/**
 * A script as text for LLVM: a function for each routine, and the entry that makes calls.
 * Arithmetic is IEEE 754 as written: no flag allows anything else, fma stands only where it is
 * asked for, and no function of a library is called.
 */
final class Assembly {

  /** Raised when this text changes for the same script. */
  static final int REVISION = 1;

  private static final String ENTRY =
      """
      define i64 @Java_org_basin_kernel_compiled_Entry_address(ptr %env, ptr %self, ptr %buffer) #0 {
        %table = load ptr, ptr %env
        %slot = getelementptr ptr, ptr %table, i64 230
        %function = load ptr, ptr %slot
        %address = call ptr %function(ptr %env, ptr %buffer)
        %number = ptrtoint ptr %address to i64
        ret i64 %number
      }

      define void @Java_org_basin_kernel_compiled_Entry_run(ptr %env, ptr %self, i64 %memory, \
      i64 %calls, i64 %count, i64 %groups, i64 %stride) #0 {
      enter:
        %first = inttoptr i64 %calls to ptr
        br label %group
      group:
        %g = phi i64 [ 0, %enter ], [ %g.next, %group.end ]
        %offset = mul i64 %g, %stride
        %at = add i64 %memory, %offset
        %cells = inttoptr i64 %at to ptr
        br label %call
      call:
        %c = phi i64 [ 0, %group ], [ %c.next, %call.end ]
        %word = phi ptr [ %first, %group ], [ %word.next, %call.end ]
        %number = load i64, ptr %word
        %arguments = getelementptr i64, ptr %word, i64 1
        switch i64 %number, label %unknown [
      CASES  ]
      unknown:
        ret void
      CALLS
      call.end:
        %words = phi i64 WORDS
        %word.next = getelementptr i64, ptr %arguments, i64 %words
        %c.next = add i64 %c, 1
        %more = icmp ult i64 %c.next, %count
        br i1 %more, label %call, label %group.end
      group.end:
        %g.next = add i64 %g, 1
        %on = icmp ult i64 %g.next, %groups
        br i1 %on, label %group, label %end
      end:
        ret void
      }
      """;

  private final Target target;
  private final StringBuilder out = new StringBuilder();

  /** Metadata at the end. */
  private final StringBuilder notes = new StringBuilder();

  private int note;

  private Assembly(Target target) {
    this.target = target;
  }

  /** The text of a script, for a kind of machine. */
  static String of(Script script, Target target) {
    return new Assembly(target).text(script);
  }

  private String text(Script script) {
    int width = target.width();
    out.append("target triple = \"x86_64-unknown-linux-gnu\"\n");
    out.append(
        "target datalayout = \"e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128"
            + "-n8:16:32:64-S128\"\n");
    String vector = "<" + width + " x float>";
    String ints = "<" + width + " x i32>";
    out.append("declare %1$s @llvm.fma.v%2$df32(%1$s, %1$s, %1$s)%n".formatted(vector, width));
    out.append("declare %1$s @llvm.sqrt.v%2$df32(%1$s)%n".formatted(vector, width));
    out.append("declare %1$s @llvm.smin.v%2$di32(%1$s, %1$s)%n".formatted(ints, width));
    List<Routine> routines = script.routines();
    for (int number = 0; number < routines.size(); number++) {
      routine(number, routines.get(number));
    }
    entry(routines);
    out.append(
        "attributes #0 = { nounwind \"no-builtins\" \"target-cpu\"=\"%s\" \"prefer-vector-width\"=\"%d\" }%n"
            .formatted(target.cpu(), width * Float.SIZE));
    out.append(notes);
    return out.toString();
  }

  private void entry(List<Routine> routines) {
    StringBuilder cases = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    List<String> words = new ArrayList<>();
    for (int number = 0; number < routines.size(); number++) {
      cases.append("    i64 %1$d, label %%call.%1$d%n".formatted(number));
      calls.append(
          "call.%1$d:%n  call void @routine.%1$d(ptr %%cells, ptr %%arguments)%n  br label %%call.end%n"
              .formatted(number));
      words.add("[ %d, %%call.%d ]".formatted(routines.get(number).varying().length, number));
    }
    if (routines.isEmpty()) {
      calls.append("call.0:\n  br label %call.end\n");
      words.add("[ 0, %call.0 ]");
    }
    out.append(
        ENTRY
            .replace("CASES", cases)
            .replace("CALLS", calls)
            .replace("WORDS", String.join(", ", words)));
  }

  private void routine(int number, Routine routine) {
    out.append(
        "define internal void @routine.%d(ptr noalias %%cells, ptr noalias %%arguments) noinline #0 {%nenter:%n"
            .formatted(number));
    int bytes = target.width() * Float.BYTES;
    int[] varying = routine.varying();
    int argument = 0;
    for (int place = 0; place < routine.count(); place++) {
      if (argument < varying.length && varying[argument] == place) {
        out.append(
            """
              %%p%1$d.word = getelementptr i64, ptr %%arguments, i64 %2$d
              %%p%1$d.cell = load i64, ptr %%p%1$d.word
              %%p%1$d.byte = mul i64 %%p%1$d.cell, %3$d
              %%p%1$d = getelementptr i8, ptr %%cells, i64 %%p%1$d.byte
            """
                .formatted(place, argument++, bytes));
      } else {
        out.append(
            "  %%p%d = getelementptr i8, ptr %%cells, i64 %d%n"
                .formatted(place, (long) routine.uses.get(0)[place] * bytes));
      }
    }
    String[] scopes = routine.overlapping ? new String[routine.count()] : scopes(routine.count());
    Body body = new Body(target.width(), out, scopes);
    for (Routine.Part part : routine.parts) {
      body.repeat(
          part.times(),
          () -> {
            for (int d = part.deeds(); d < part.deeds() + part.length(); d++) {
              body.nest(routine.deeds.get(d).code().get(), routine.places[d]);
            }
          });
    }
    out.append("  ret void\n}\n");
  }

  /** What tells LLVM that places share no cells, by place. */
  private String[] scopes(int count) {
    int domain = note++;
    notes.append("!%1$d = distinct !{!%1$d}%n".formatted(domain));
    int first = note;
    for (int place = 0; place < count; place++) {
      notes.append("!%1$d = distinct !{!%1$d, !%2$d}%n".formatted(note++, domain));
    }
    String[] scopes = new String[count];
    for (int place = 0; place < count; place++) {
      List<String> others = new ArrayList<>();
      for (int other = 0; other < count; other++) {
        if (other != place) {
          others.add("!" + (first + other));
        }
      }
      notes.append("!%d = !{!%d}%n".formatted(note, first + place));
      notes.append("!%d = !{%s}%n".formatted(note + 1, String.join(", ", others)));
      scopes[place] = ", !alias.scope !%d, !noalias !%d".formatted(note, note + 1);
      note += 2;
    }
    return scopes;
  }
}
