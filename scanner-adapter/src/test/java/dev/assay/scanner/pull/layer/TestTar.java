package dev.assay.scanner.pull.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tar archives byte by byte, so that they may be as wrong as anybody could make them. */
final class TestTar {
    static final int RECORD = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TestTar file(String name, String content) {
        return file(name, 0644, content.getBytes(StandardCharsets.UTF_8));
    }

    TestTar file(String name, int mode, byte[] content) {
        return entry('0', name, "", mode, content);
    }

    TestTar folder(String name) {
        return folder(name, 0755);
    }

    TestTar folder(String name, int mode) {
        return entry('5', name, "", mode, new byte[0]);
    }

    TestTar symlink(String name, String target) {
        return entry('2', name, target, 0777, new byte[0]);
    }

    TestTar hardLink(String name, String target) {
        return entry('1', name, target, 0644, new byte[0]);
    }

    TestTar entry(char type, String name, String target, int mode, byte[] content) {
        return entry(type, name.getBytes(StandardCharsets.UTF_8), target, mode, content);
    }

    /** Long names and targets get GNU's entries before theirs. */
    TestTar entry(char type, byte[] name, String target, int mode, byte[] content) {
        byte[] link = target.getBytes(StandardCharsets.UTF_8);
        if (name.length > 100) {
            raw(header('L', "././@LongLink".getBytes(StandardCharsets.UTF_8), new byte[0], 0, name.length + 1));
            body(Arrays.copyOf(name, name.length + 1));
        }
        if (link.length > 100) {
            raw(header('K', "././@LongLink".getBytes(StandardCharsets.UTF_8), new byte[0], 0, link.length + 1));
            body(Arrays.copyOf(link, link.length + 1));
        }
        raw(header(type, name, link, mode, content.length));
        return body(content);
    }

    TestTar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    TestTar body(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[(RECORD - content.length % RECORD) % RECORD]);
        return this;
    }

    /** With the two records of zeros at the end. */
    byte[] end() {
        return raw(new byte[2 * RECORD]).withoutEnd();
    }

    byte[] withoutEnd() {
        return out.toByteArray();
    }

    static byte[] header(char type, byte[] name, byte[] target, int mode, long size) {
        byte[] header = new byte[RECORD];
        System.arraycopy(name, 0, header, 0, Math.min(name.length, 100));
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        number(header, 124, size);
        octal(header, 136, 12, 0);
        header[156] = (byte) type;
        System.arraycopy(target, 0, header, 157, Math.min(target.length, 100));
        System.arraycopy("ustar  \0".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 8);
        return withChecksum(header);
    }

    static byte[] withChecksum(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        header[154] = 0;
        return header;
    }

    /** In octal digits, and in GNU's base 256 where these do not suffice. */
    static void number(byte[] header, int at, long value) {
        if (value < 1L << 33) {
            octal(header, at, 12, value);
            return;
        }
        header[at] = (byte) 0x80;
        for (int i = 0; i < 8; i++) {
            header[at + 11 - i] = (byte) (value >>> (8 * i));
        }
    }

    private static void octal(byte[] header, int at, int length, long value) {
        for (int i = 0; i < length - 1; i++) {
            header[at + length - 2 - i] = (byte) ('0' + ((value >>> (3 * i)) & 7));
        }
    }
}
