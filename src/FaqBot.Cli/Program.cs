using FaqBot.Cli;

return CommandLine.Run(args);
