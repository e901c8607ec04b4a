using FaqBot.Faults;

return await CommandLine.Run(args);
