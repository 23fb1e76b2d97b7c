package dev.assay.scanner.openscap.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against dpkg itself. */
class DebianVersionIT {
    @Test
    void shouldOrderAsDpkgDoes(@TempDir Path directory) throws Exception {
        // Given
        Random random = new Random(7);
        StringBuilder script = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String a = version(random);
            String b = random.nextInt(3) == 0 ? a + "~" : version(random);
            script.append("dpkg --compare-versions '" + a + "' lt '" + b + "' && echo '" + a + " lt " + b + "' || echo '"
                    + a + " ge " + b + "'\n");
            boolean less = new DebianVersion(a).compareTo(new DebianVersion(b)) < 0;
            expected.add(a + (less ? " lt " : " ge ") + b);
        }
        Path file = directory.resolve("compare");
        Files.writeString(file, script);

        // When
        Process process = new ProcessBuilder("sh", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> answers = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines().toList();

        // Then
        assertThat(answers).isEqualTo(expected);
    }

    private static String version(Random random) {
        String characters = "0123019abz.+~-";
        StringBuilder version = new StringBuilder(random.nextInt(4) == 0 ? random.nextInt(3) + ":1" : "1");
        for (int i = random.nextInt(8); i > 0; i--) {
            version.append(characters.charAt(random.nextInt(characters.length())));
        }
        return version.append(random.nextInt(10)).toString();
    }
}
