namespace FaqBot.Language;

/// <summary>
/// Adds number words up: groups below a thousand, closed by scales. A word fits where it is smaller than the last place that was named
/// ("dwadzieścia" leaves room for 1 to 9, "sto" for 1 to 99), or where it multiplies.
/// </summary>
internal struct NumeralSum
{
    /// <summary>Beyond this nothing is multiplied: no product of what customers write leaves the range of a decimal.</summary>
    public const decimal ValueMax = 1_000_000_000_000_000_000;
    private const decimal RoomOfGroup = 1000;

    private decimal _total;
    private decimal _group;

    /// <summary>What is added next must be smaller.</summary>
    private decimal _room;

    private decimal _lastScale;
    private decimal _lastAdded;
    private NumberRole _lastRole;

    public NumeralSum()
    {
        _room = RoomOfGroup;
        _lastScale = decimal.MaxValue;
    }

    public readonly bool IsEmpty => _lastRole == NumberRole.None && !IsLiteral;

    public bool IsLiteral { get; private set; }

    public bool IsOrdinal { get; private set; }

    public readonly decimal Value => _total + _group;

    public readonly bool IsBehindTens => _lastRole == NumberRole.Tens;

    /// <summary>Whether the last word was a thousand or more: what is added as a part is a part of it.</summary>
    public readonly bool IsBehindScale => _lastRole == NumberRole.Scale;

    /// <summary>Adds digits: they begin a number, or stand behind a scale ("4 thousand 300").</summary>
    public bool TakeLiteral(decimal value, bool isJoined)
    {
        var fits = value > 0 && value < _room && ((IsBehindScale && _group == 0) || (isJoined && _lastRole == NumberRole.Times));
        if (!IsEmpty && !fits)
        {
            return false;
        }
        IsLiteral = true;
        _group += value;
        _lastAdded = value;
        _lastRole = NumberRole.None;
        _room = 0;
        return true;
    }

    public bool Take(NumberWord word, bool isEnglish) => word.Role switch
    {
        _ when IsOrdinal && word.Role != NumberRole.Ordinal => false,
        NumberRole.Small or NumberRole.Tens or NumberRole.Hundred => Add(word, isEnglish),
        NumberRole.Times => Multiply(word),
        NumberRole.Scale => Scale(word),
        NumberRole.Ordinal => Order(word, isEnglish),
        _ => false,
    };

    /// <summary>Adds a half or a quarter: "two and a half", "milion i pół" (half a million).</summary>
    public void TakePart(decimal part)
    {
        var added = IsBehindScale && part < 1 ? part * _lastScale : part;
        _group += added;
        _room = 0;
        _lastAdded = _group;
        _lastRole = NumberRole.Part;
    }

    private bool Add(NumberWord word, bool isEnglish)
    {
        var isHundreds = isEnglish && word.Role == NumberRole.Tens && _lastRole == NumberRole.Small && _group < 10 && _total == 0
            && !IsLiteral;
        if (word.Value == 0 && !IsEmpty)
        {
            return false;
        }
        if (word.Value >= _room && !isHundreds)
        {
            return false;
        }
        // "one twenty two" is 122.
        _group = (isHundreds && word.Value >= _room ? _group * 100 : _group) + word.Value;
        _room = word.Role switch { NumberRole.Small => 1, NumberRole.Tens => 10, _ => 100 };
        _lastAdded = word.Value;
        _lastRole = word.Role;
        return true;
    }

    private bool Multiply(NumberWord word)
    {
        var isFirst = IsEmpty || IsBehindScale;
        if (isFirst ? word.NeedsNumber : _lastAdded is 0 or >= 100)
        {
            return false;
        }
        _group += isFirst ? word.Value : _lastAdded * (word.Value - 1);
        _room = word.Value == 100 ? 100 : 0;
        _lastAdded = 0;
        _lastRole = NumberRole.Times;
        return true;
    }

    private bool Scale(NumberWord word)
    {
        if (_group == 0 && (word.NeedsNumber ? !IsBehindScale || word.Value < _lastScale : (IsLiteral && !IsBehindScale)
            || _lastRole is NumberRole.Small))
        {
            return false;
        }
        if (word.Value == _lastScale || Value > ValueMax / word.Value)
        {
            return false;
        }
        // "thousand million" multiplies all that was said; "million two thousand" only the two.
        var isLarger = word.Value > _lastScale;
        _total = isLarger ? Value * word.Value : _total + (_group == 0 ? 1 : _group) * word.Value;
        _group = 0;
        _room = RoomOfGroup;
        _lastScale = word.Value;
        _lastAdded = 0;
        _lastRole = NumberRole.Scale;
        return true;
    }

    private bool Order(NumberWord word, bool isEnglish)
    {
        if (word.IsPlural)
        {
            return false;
        }
        if (IsOrdinal)
        {
            return OrderUnit(word.Value);
        }
        // "three hundredth" is 300th; "trzy setne" is a fraction.
        var multiplies = isEnglish && _group > 0 && word.Value >= 100 && word.Value > _group;
        var fits = IsEmpty || multiplies || word.Value < _room || (IsBehindScale && word.Value < _lastScale);
        if (!fits || word.Value * Math.Max(1, _group) > ValueMax)
        {
            return false;
        }
        _group = multiplies ? _group * word.Value : _group + word.Value;
        IsOrdinal = true;
        _lastRole = word.Value is >= 20 and < 100 && word.Value % 10 == 0 ? NumberRole.Tens : NumberRole.Small;
        return true;
    }

    /// <summary>"dwudziesty pierwszy": both words are ordinals.</summary>
    private bool OrderUnit(decimal value)
    {
        if (_lastRole != NumberRole.Tens || value >= 10)
        {
            return false;
        }
        _group += value;
        _lastRole = NumberRole.Small;
        return true;
    }
}
