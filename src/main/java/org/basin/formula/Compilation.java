package org.basin.formula;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.basin.kernel.Program;

/** Makes a program of the nodes that a result needs; a register is used again once it is free. */
final class Compilation {

  private static final int NONE = -1;

  private final Graph graph;
  private final int inputs;

  /** By node: the step that reads it last. */
  private final int[] lastUse;

  /** By node: where its value is. */
  private final int[] registers;

  private final Deque<Integer> free = new ArrayDeque<>();
  private int used;

  Compilation(Graph graph, int inputs, int nodes) {
    this.graph = graph;
    this.inputs = inputs;
    lastUse = new int[nodes];
    registers = new int[nodes];
    Arrays.fill(lastUse, NONE);
  }

  Program program(int result) {
    List<Integer> needed = needed(result);
    List<Double> constants = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      registers[i] = i;
    }
    for (int node : needed) {
      if (graph.isConstant(node)) {
        registers[node] = inputs + constants.size();
        constants.add(graph.value(node));
      }
    }
    used = inputs + constants.size();
    List<Program.Step> steps = new ArrayList<>();
    for (int node : needed) {
      if (!graph.isConstant(node) && !graph.isInput(node)) {
        steps.add(step(node));
      }
    }
    return new Program(inputs, constants, steps, Math.max(used, 1), registers[result]);
  }

  /** The nodes that a result is made of, operands first. */
  private List<Integer> needed(int result) {
    lastUse[result] = Integer.MAX_VALUE;
    for (int node = result; node >= 0; node--) {
      if (lastUse[node] != NONE) {
        for (int operand : graph.operands(node)) {
          lastUse[operand] = Math.max(lastUse[operand], node);
        }
      }
    }
    List<Integer> needed = new ArrayList<>();
    for (int node = 0; node <= result; node++) {
      if (lastUse[node] != NONE) {
        needed.add(node);
      }
    }
    return needed;
  }

  private Program.Step step(int node) {
    List<Integer> operands = graph.operands(node);
    int to = free.isEmpty() ? used++ : free.pop();
    registers[node] = to;
    int a = registers[operands.get(0)];
    int b = operands.size() > 1 ? registers[operands.get(1)] : a;
    int c = operands.size() > 2 ? registers[operands.get(2)] : a;
    for (int operand : operands.stream().distinct().toList()) {
      if (lastUse[operand] == node && graph.operands(operand).size() > 0) {
        free.push(registers[operand]);
      }
    }
    return new Program.Step(graph.operation(node), a, b, c, to);
  }
}
