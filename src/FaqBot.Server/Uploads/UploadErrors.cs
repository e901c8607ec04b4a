namespace FaqBot.Server;

/// <summary>What is said to a client whose files are not taken; always with the limit that was passed.</summary>
internal static class UploadErrors
{
    private const string BadArgument = "BadArgument";
    private const string NotAllowed = "FileNotAllowed";
    private const string TooBig = "MessageSizeTooBig";

    public static readonly DirectLineError NoFile = new(
        StatusCodes.Status400BadRequest, BadArgument,
        "There is no file: send the file as the body, or at least one file part in multipart/form-data.");

    public static readonly DirectLineError NotMultipart = new(
        StatusCodes.Status400BadRequest, BadArgument,
        "The body cannot be read as multipart/form-data with the boundary that its Content-Type names.");

    public static readonly DirectLineError TwoActivities = new(
        StatusCodes.Status400BadRequest, BadArgument, "There may be one part with an activity.");

    public static readonly DirectLineError NoMessage = new(
        StatusCodes.Status400BadRequest, BadArgument, "Files come with an activity of type 'message', or without one.");

    public static readonly DirectLineError TooSlow = new(
        StatusCodes.Status408RequestTimeout, BadArgument, "The files took too long to arrive. Send smaller ones.");

    public static readonly DirectLineError ActivityTooBig = new(
        StatusCodes.Status413PayloadTooLarge, TooBig, $"The activity is at most {DirectLineLimits.BodyBytesMax / 1024} KB.");

    public static DirectLineError TooManyFiles(int max) => new(
        StatusCodes.Status400BadRequest, BadArgument, $"A message takes at most {max} files.");

    public static DirectLineError RequestTooBig(UploadOptions options) => new(
        StatusCodes.Status413PayloadTooLarge, TooBig, $"A message takes at most {options.FilesMax} files: {Sizes(options)}.");

    public static DirectLineError FileTooBig(int number, UploadOptions options) => new(
        StatusCodes.Status413PayloadTooLarge, TooBig, $"File {number} is too big: {Sizes(options)}.");

    public static DirectLineError ConversationFull(UploadOptions options) => new(
        StatusCodes.Status413PayloadTooLarge, TooBig, $"A conversation holds at most {options.ConversationMegabytes} MB of files.");

    public static DirectLineError EmptyFile(int number) => new(
        StatusCodes.Status400BadRequest, BadArgument, $"File {number} is empty.");

    public static DirectLineError Refused(int number, Inspection.Refused why, UploadOptions options) => new(
        StatusCodes.Status400BadRequest, NotAllowed, $"File {number} {why.Why} {Limits(options)}");

    private static string Limits(UploadOptions options) =>
        $"Taken are {Sizes(options)}{(options.AlsoAllowed.Length > 0 ? $", and {options.AlsoAllowed}" : "")}.";

    private static string Sizes(UploadOptions options) =>
        $"pictures of at most {options.ImageMegabytes} MB and videos of at most {options.VideoMegabytes} MB";
}
