package io.jcompose.runtime.linux.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.Capability;
import io.jcompose.runtime.syscall.Architecture;
import io.jcompose.runtime.syscall.FilterInstruction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SystemCallFilterTest {
  private static final int ALLOWED = 0x7fff0000;
  private static final int EPERM = 0x00050001;
  private static final int ENOSYS = 0x00050026;
  private static final int KILLED = 0x80000000;

  private static final int NEW_USER_NAMESPACE = 0x10000000;
  private static final int VM_AND_VFORK = 0x4111;

  /** What the kernel would do with the program: seccomp(2) shows a call as these three words. */
  private static int decide(List<FilterInstruction> program, int architecture, int call, int arg) {
    int register = 0;
    for (int at = 0; ; at++) {
      FilterInstruction instruction = program.get(at);
      int operand = instruction.operand();
      switch (instruction.code()) {
        case 0x20 -> register = operand == 0 ? call : operand == 4 ? architecture : arg;
        case 0x54 -> register &= operand;
        case 0x15 -> at += next(instruction, register == operand);
        case 0x25 -> at += next(instruction, Integer.compareUnsigned(register, operand) > 0);
        case 0x35 -> at += next(instruction, Integer.compareUnsigned(register, operand) >= 0);
        case 0x06 -> {
          return operand;
        }
        default -> throw new AssertionError("unknown instruction " + instruction);
      }
    }
  }

  private static int next(FilterInstruction jump, boolean condition) {
    return condition ? jump.whenTrue() : jump.whenFalse();
  }

  private static int decide(
      Architecture architecture, Set<Capability> capabilities, String call, int argument) {
    return decide(
        SystemCallFilter.program(architecture, capabilities),
        architecture.auditNumber(),
        SystemCallTable.of(architecture).number(call),
        argument);
  }

  private static int byDefault(Architecture architecture, String call, int argument) {
    return decide(architecture, Confinement.DEFAULT_CAPABILITIES, call, argument);
  }

  @ParameterizedTest
  @EnumSource
  void ordinaryProgramsAreNotHindered(Architecture architecture) {
    for (String call : List.of("read", "write", "execve", "futex", "rseq", "ptrace", "chroot")) {
      assertThat(byDefault(architecture, call, 0)).as(call).isEqualTo(ALLOWED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void namespacesAndMountsNeedTheCapability(Architecture architecture) {
    for (String call : List.of("unshare", "setns", "mount", "umount2", "fsopen", "bpf")) {
      assertThat(byDefault(architecture, call, 0)).as(call).isEqualTo(EPERM);
      assertThat(decide(architecture, EnumSet.of(Capability.SYS_ADMIN), call, 0))
          .as(call)
          .isEqualTo(ALLOWED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "settimeofday,SYS_TIME",
    "reboot,SYS_BOOT",
    "syslog,SYSLOG",
    "init_module,SYS_MODULE",
    "kcmp,SYS_PTRACE",
    "mbind,SYS_NICE",
    "bpf,BPF",
    "open_by_handle_at,DAC_READ_SEARCH"
  })
  void someCallsComeWithOneCapability(String call, Capability capability) {
    assertThat(byDefault(Architecture.X86_64, call, 0)).isEqualTo(EPERM);
    assertThat(decide(Architecture.X86_64, EnumSet.of(capability), call, 0)).isEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @EnumSource
  void threadsAndProcessesAreClonedButNoNamespaces(Architecture architecture) {
    assertThat(byDefault(architecture, "clone", VM_AND_VFORK)).isEqualTo(ALLOWED);
    assertThat(byDefault(architecture, "clone", NEW_USER_NAMESPACE)).isEqualTo(EPERM);
    assertThat(byDefault(architecture, "clone3", 0)).isEqualTo(ENOSYS);
    assertThat(decide(architecture, EnumSet.of(Capability.SYS_ADMIN), "clone", NEW_USER_NAMESPACE))
        .isEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({"1,true", "2,true", "16,true", "38,false", "40,false"})
  void socketsOfTheHypervisorAndOfTheKernelsCryptographyAreRefused(int family, boolean allowed) {
    assertThat(byDefault(Architecture.X86_64, "socket", family))
        .isEqualTo(allowed ? ALLOWED : EPERM);
  }

  @ParameterizedTest
  @CsvSource({"0,true", "8,true", "-1,true", "0x400000,false", "0x40000,false"})
  void onlyHarmlessExecutionDomainsAreEntered(int domain, boolean allowed) {
    assertThat(byDefault(Architecture.X86_64, "personality", domain))
        .isEqualTo(allowed ? ALLOWED : EPERM);
  }

  @ParameterizedTest
  @CsvSource({"250,EPERM keyctl", "425,EPERM io_uring_setup", "323,EPERM userfaultfd"})
  void callsThatAreNotListedAreRefused(int call, String meaning) {
    assertThat(decide(defaultProgram(), Architecture.X86_64.auditNumber(), call, 0))
        .as(meaning)
        .isEqualTo(EPERM);
  }

  @ParameterizedTest
  @CsvSource({"2000", "0x40000000", "0x400000ff", "-1"})
  void callsNewerThanTheTableAndThoseOfX32AreUnknown(int call) {
    assertThat(decide(defaultProgram(), Architecture.X86_64.auditNumber(), call, 0))
        .isEqualTo(ENOSYS);
  }

  @ParameterizedTest
  @CsvSource({"0x40000003", "0x40000028"})
  void callsOfAnotherArchitectureEndTheProgram(int architecture) {
    assertThat(decide(defaultProgram(), architecture, 1, 0)).isEqualTo(KILLED);
  }

  private static List<FilterInstruction> defaultProgram() {
    return SystemCallFilter.program(Architecture.X86_64, Confinement.DEFAULT_CAPABILITIES);
  }
}
