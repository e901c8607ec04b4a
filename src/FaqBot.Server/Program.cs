using FaqBot.Server;

return await Verbs.Run(args);
