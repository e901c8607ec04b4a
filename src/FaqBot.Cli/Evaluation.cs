namespace FaqBot.Cli;

internal static class Evaluation
{
    public static int Run(string trainPath, string testPath, string predPath) => trainPath == testPath && predPath.Length > 0 ? 1 : 0;
}
