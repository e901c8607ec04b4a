using FaqBot.Server;

ServerBuilder.Build(args).Run();
