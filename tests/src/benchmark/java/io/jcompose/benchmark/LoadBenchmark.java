package io.jcompose.benchmark;

import io.jcompose.model.load.ComposeLoader;
import io.jcompose.model.load.LoadRequest;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.load.SourceReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a warm JVM takes to load a Compose file of many services with 20 keys each, and to print it.
 * Run by {@code tests/benchmark-load}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LoadBenchmark {
  private static final String FILE = "/srv/app/compose.yaml";

  @Param({"10", "200", "1000"})
  private int services;

  private SourceReader file;
  private LoadedProject loaded;

  @Setup
  public void write() {
    byte[] content = ManyServices.file(services).getBytes(StandardCharsets.UTF_8);
    file = new OneFile(content);
    loaded = load();
  }

  @Benchmark
  public LoadedProject load() {
    return new ComposeLoader(file).load(LoadRequest.in("/srv/app", Map.of("HOME", "/root")));
  }

  @Benchmark
  public String printYaml() {
    return loaded.resolved().toYaml();
  }

  @Benchmark
  public String printJson() {
    return loaded.resolved().toJson();
  }

  /** A host with nothing but this file. */
  private record OneFile(byte[] content) implements SourceReader {
    @Override
    public boolean exists(String path) {
      return path.equals(FILE);
    }

    @Override
    public byte[] read(String path, int limit) {
      return content;
    }
  }
}
