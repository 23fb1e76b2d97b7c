package dev.assay.standalone.command;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The command of which all others are parts. */
@CommandLine.Command(
        name = "assay",
        usageHelpWidth = 110,
        description = "Which container images may run, and why.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = PreviewCommand.class)
public final class Assay implements Runnable {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "shows this text")
    @SuppressWarnings("UnusedVariable") // Its being set is what picocli looks at.
    private boolean help;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandLine.Model.CommandSpec command;

    public static void main(String[] arguments) {
        // What libraries log is for whoever runs a service. Errors come as exceptions, and are told.
        Logger.getLogger("").setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Assay())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((refused, arguments) -> {
                    CommandLine its = refused.getCommandLine();
                    its.getErr()
                            .printf(
                                    "%s: %s%nSee %1$s --help%n",
                                    its.getCommandSpec().qualifiedName(), refused.getMessage());
                    its.getErr().flush();
                    return CommandLine.ExitCode.USAGE;
                });
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(), "a command is missing");
    }
}
