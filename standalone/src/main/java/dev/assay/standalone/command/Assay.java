package dev.assay.standalone.command;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The command of which all others are parts. */
@CommandLine.Command(
        name = "assay",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        description = "Which container images may run, and why.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PreviewCommand.class, CommandLine.HelpCommand.class})
public final class Assay implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandLine.Model.CommandSpec command;

    public static void main(String[] arguments) {
        // What libraries log is for whoever runs a service. Errors come as exceptions, and are told.
        Logger.getLogger("").setLevel(Level.OFF);
        System.exit(new CommandLine(new Assay())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(), "Missing COMMAND");
    }
}
