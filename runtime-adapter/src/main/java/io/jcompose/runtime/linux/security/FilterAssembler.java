package io.jcompose.runtime.linux.security;

import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.FilterInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a filter of system calls from its first decision to its last. The program has one
 * register; it is loaded with a word of {@code struct seccomp_data} and compared. A decision ends
 * the program.
 *
 * <p>The body of a condition is a program that is passed over where the condition does not hold. It
 * must end in a decision if it loads another word.
 *
 * @see <a href="https://docs.kernel.org/userspace-api/seccomp_filter.html">seccomp filter</a>
 */
final class FilterAssembler {
  private static final int LOAD_WORD = 0x20; // BPF_LD | BPF_W | BPF_ABS
  private static final int AND = 0x54; // BPF_ALU | BPF_AND | BPF_K
  private static final int JUMP_IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
  private static final int JUMP_IF_GREATER = 0x25; // BPF_JMP | BPF_JGT | BPF_K
  private static final int JUMP_IF_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
  private static final int RETURN = 0x06; // BPF_RET | BPF_K

  private static final int ALLOW = 0x7fff0000; // SECCOMP_RET_ALLOW
  private static final int REFUSE = 0x00050000; // SECCOMP_RET_ERRNO
  private static final int KILL_PROCESS = 0x80000000; // SECCOMP_RET_KILL_PROCESS

  private static final int CALL = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private final List<FilterInstruction> instructions = new ArrayList<>();

  List<FilterInstruction> program() {
    return List.copyOf(instructions);
  }

  /** Loads the number of the call. */
  FilterAssembler loadCall() {
    return add(LOAD_WORD, CALL);
  }

  /** Loads which set of numbers the call is from. */
  FilterAssembler loadArchitecture() {
    return add(LOAD_WORD, ARCHITECTURE);
  }

  /**
   * Loads the lower half of the first argument: all of an {@code int} on little-endian machines.
   */
  FilterAssembler loadFirstArgument() {
    return add(LOAD_WORD, FIRST_ARGUMENT);
  }

  /** Keeps only the bits of {@code mask}. */
  FilterAssembler and(int mask) {
    return add(AND, mask);
  }

  FilterAssembler whenEqual(int value, Consumer<FilterAssembler> body) {
    List<FilterInstruction> inner = assemble(body);
    instructions.add(new FilterInstruction(JUMP_IF_EQUAL, 0, inner.size(), value));
    instructions.addAll(inner);
    return this;
  }

  FilterAssembler unlessEqual(int value, Consumer<FilterAssembler> body) {
    List<FilterInstruction> inner = assemble(body);
    instructions.add(new FilterInstruction(JUMP_IF_EQUAL, inner.size(), 0, value));
    instructions.addAll(inner);
    return this;
  }

  /** Compares without sign. */
  FilterAssembler whenAtLeast(int value, Consumer<FilterAssembler> body) {
    List<FilterInstruction> inner = assemble(body);
    instructions.add(new FilterInstruction(JUMP_IF_AT_LEAST, 0, inner.size(), value));
    instructions.addAll(inner);
    return this;
  }

  /** Compares without sign. */
  FilterAssembler whenAtMost(int value, Consumer<FilterAssembler> body) {
    List<FilterInstruction> inner = assemble(body);
    instructions.add(new FilterInstruction(JUMP_IF_GREATER, inner.size(), 0, value));
    instructions.addAll(inner);
    return this;
  }

  /** Decides that the call is made. */
  FilterAssembler allow() {
    return add(RETURN, ALLOW);
  }

  /** Decides that the call fails. */
  FilterAssembler refuse(Errno errno) {
    return add(RETURN, REFUSE | errno.number());
  }

  /** Decides that the process ends, as if by a signal SIGSYS. */
  FilterAssembler kill() {
    return add(RETURN, KILL_PROCESS);
  }

  private static List<FilterInstruction> assemble(Consumer<FilterAssembler> body) {
    FilterAssembler inner = new FilterAssembler();
    body.accept(inner);
    return inner.instructions;
  }

  private FilterAssembler add(int code, int operand) {
    instructions.add(new FilterInstruction(code, 0, 0, operand));
    return this;
  }
}
