package io.jcompose.model.project;

import java.util.List;
import java.util.OptionalInt;

/**
 * {@code blkio_config:}: shares and limits of block devices.
 *
 * @param weight from 10 to 1000; empty means 500
 * @param weightDevices {@code weight_device:}
 * @param readBytes {@code device_read_bps:}, bytes a second
 * @param readOperations {@code device_read_iops:}, operations a second
 * @param writeBytes {@code device_write_bps:}, bytes a second
 * @param writeOperations {@code device_write_iops:}, operations a second
 */
public record BlockIo(
    OptionalInt weight,
    List<DeviceWeight> weightDevices,
    List<DeviceRate> readBytes,
    List<DeviceRate> readOperations,
    List<DeviceRate> writeBytes,
    List<DeviceRate> writeOperations) {
  public BlockIo {
    weightDevices = List.copyOf(weightDevices);
    readBytes = List.copyOf(readBytes);
    readOperations = List.copyOf(readOperations);
    writeBytes = List.copyOf(writeBytes);
    writeOperations = List.copyOf(writeOperations);
  }

  /** The weight at one device; 0 if nothing is said. */
  public record DeviceWeight(String path, int weight) {}

  /** The limit at one device; 0 if nothing is said. */
  public record DeviceRate(String path, long rate) {}
}
