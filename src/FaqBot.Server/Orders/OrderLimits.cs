namespace FaqBot.Server;

/// <summary>Limits on what is asked of order sources, and on what they say.</summary>
internal static class OrderLimits
{
    /// <summary>An order's number; no order has a longer one.</summary>
    public const int NumberCharsMax = 64;

    public const int EmailCharsMax = 254;

    /// <summary>A longer name of a carrier is left out.</summary>
    public const int CarrierCharsMax = 80;

    /// <summary>A longer number of a parcel is left out.</summary>
    public const int ParcelNumberCharsMax = 64;

    /// <summary>A longer link is left out.</summary>
    public const int LinkCharsMax = 500;

    /// <summary>A file of orders; a longer one is not read.</summary>
    public const int FileBytesMax = 256 * 1024 * 1024;

    /// <summary>What an address answers; a longer answer is not believed.</summary>
    public const int AnswerBytesMax = 64 * 1024;

    /// <summary>Look-ups of one shop at its address at a time.</summary>
    public const int AskedMax = 8;

    /// <summary>Look-ups of one shop that wait for their turn; further ones are refused.</summary>
    public const int WaitingMax = 64;

    /// <summary>Rows of a file; one with more is not read.</summary>
    public const int RowsMax = 1_000_000;

    /// <summary>One row; a file with a longer one is not read.</summary>
    public const int RowBytesMax = 64 * 1024;

    /// <summary>Orders stand so long after the file that they came from was last seen; then the shop cannot be asked.</summary>
    public const int FileHoursMax = 24;

    /// <summary>How long one look-up may take, whatever the source does.</summary>
    public const int LookUpSeconds = 3;
}
