namespace FaqBot.Server;

/// <summary>Leaves another server alone for a while after it failed several times in a row; then one tries whether it is back.</summary>
internal sealed class CircuitBreaker(int failuresMax, TimeSpan rest, TimeProvider time)
{
    private readonly Lock gate = new();
    private int failures;
    private long failedAt;
    private bool isTrying;

    /// <summary>Whether to ask it; who does must <see cref="End"/>.</summary>
    public bool TryBegin()
    {
        lock (gate)
        {
            if (failures < failuresMax)
            {
                return true;
            }
            if (isTrying || time.GetElapsedTime(failedAt) < rest)
            {
                return false;
            }
            isTrying = true;
            return true;
        }
    }

    /// <param name="isWell">It answered, whatever it was.</param>
    public void End(bool isWell)
    {
        lock (gate)
        {
            isTrying = false;
            failures = isWell ? 0 : Math.Min(failures + 1, failuresMax);
            failedAt = time.GetTimestamp();
        }
    }
}
