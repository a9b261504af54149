package io.jcompose.runtime.image;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Makes archives of images, as {@code docker save} and writers of OCI layouts do. */
public final class Archives {
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";

  private Archives() {}

  /** Returns a configuration with these layers. */
  public static String configuration(String config, byte[]... layers) {
    List<String> digests = new ArrayList<>();
    for (byte[] layer : layers) {
      digests.add('"' + Digest.of(layer).toString() + '"');
    }
    return """
        {"architecture":"amd64","os":"linux","created":"2026-11-20T15:45:00.5Z","config":%s,
         "rootfs":{"type":"layers","diff_ids":[%s]}}"""
        .formatted(config, String.join(",", digests));
  }

  /** Returns an archive as {@code docker save} wrote it up to version 24. */
  public static byte[] dockerSave(String name, String config, byte[]... layers) {
    byte[] configuration = bytes(configuration(config, layers));
    TarBytes tar = new TarBytes();
    List<String> files = new ArrayList<>();
    for (byte[] layer : layers) {
      String file = "layer" + files.size() + "/layer.tar";
      files.add('"' + file + '"');
      tar.file(file, layer);
    }
    String configurationFile = Digest.of(configuration).hex() + ".json";
    return tar.file(configurationFile, configuration)
        .file(
            "manifest.json",
            "[{\"Config\":\"%s\",\"RepoTags\":[\"%s\"],\"Layers\":[%s]}]"
                .formatted(configurationFile, name, String.join(",", files)))
        .bytes();
  }

  /** An OCI image layout under construction. */
  public static final class Layout {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> index = new ArrayList<>();

    /** Adds a blob and returns its descriptor. */
    public String blob(byte[] content, String mediaType, String more) {
      Digest digest = Digest.of(content);
      files.put("blobs/sha256/" + digest.hex(), content);
      return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
          .formatted(mediaType, digest, content.length, more);
    }

    /** Adds an image and returns its manifest's descriptor. */
    public String image(String config, String layerType, Map<byte[], byte[]> layers, String more) {
      byte[][] plain = layers.keySet().toArray(byte[][]::new);
      String configuration =
          blob(bytes(configuration(config, plain)), "application/vnd.oci.image.config.v1+json", "");
      String descriptors =
          layers.values().stream()
              .map(stored -> blob(stored, layerType, ""))
              .collect(Collectors.joining(","));
      return blob(
          bytes(
              """
              {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}"""
                  .formatted(OCI_MANIFEST, configuration, descriptors)),
          OCI_MANIFEST,
          more);
    }

    /** Adds an index of manifests and returns its descriptor. */
    public String nested(List<String> descriptors, String more) {
      return blob(
          bytes("{\"schemaVersion\":2,\"manifests\":[" + String.join(",", descriptors) + "]}"),
          OCI_INDEX,
          more);
    }

    /** Lists a descriptor in the layout's own index. */
    public Layout listed(String descriptor) {
      index.add(descriptor);
      return this;
    }

    /** Returns the layout as a tar archive, its index last. */
    public byte[] bytes() {
      TarBytes tar = new TarBytes().directory("blobs/").directory("blobs/sha256/");
      files.forEach(tar::file);
      return tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
          .file(
              "index.json", "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", index) + "]}")
          .bytes();
    }

    private static byte[] bytes(String text) {
      return Archives.bytes(text);
    }
  }

  /** Returns {@code content} compressed. */
  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  /** Returns {@code content} compressed, with a checksum at its end. */
  public static byte[] zstd(byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(compressed)) {
      out.setChecksum(true);
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
