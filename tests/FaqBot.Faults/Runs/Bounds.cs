namespace FaqBot.Faults;

/// <summary>How long things may take, as a client sees it. Longer is a finding with <c>--bounds</c> only: on a machine that is busy with
/// other things it says nothing.</summary>
internal static class Bounds
{
    /// <summary>From a process's start until a client is told of a commit: three until it is ready, models cached, and two more, for the
    /// customers do not let the machine rest meanwhile, and an edit may have to be trained.</summary>
    public static readonly TimeSpan Restart = TimeSpan.FromSeconds(5);

    /// <summary>From a node's death, or from when a client has given it up, to the next commit.</summary>
    public static readonly TimeSpan NextCommit = TimeSpan.FromSeconds(1);

    /// <summary>From the loss of the database until readiness says so: its answer is shared for a second, and a write
    /// waits for five.</summary>
    public static readonly TimeSpan Unready = TimeSpan.FromSeconds(7);

    /// <summary>From the return of the database to the next commit.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(3);

    /// <summary>From the return of the database until readiness says so.</summary>
    public static readonly TimeSpan Ready = TimeSpan.FromSeconds(3);

    /// <summary>From an acknowledgement until an open stream has given the same: word of it may be lost, and nodes ask each other once a
    /// second. While nothing can be read, the stream stands still.</summary>
    public static readonly TimeSpan StreamLag = TimeSpan.FromSeconds(2);
}
