namespace FaqBot.Engine.Tests;

/// <summary>Nothing that a stranger writes becomes a link in the shop's mail.</summary>
public sealed class UnlinkedTests
{
    [Theory]
    [InlineData("https://zly.example/x do 12.11.2026, 9.90 zł", "https: //zly. example/x do 12.11.2026, 9.90 zł")]
    [InlineData("www.zly.example i zly.pl.", "www. zly. example i zly. pl.")]
    [InlineData("pisz na oszust@zly.example!", "pisz na oszust@zly. example!")]
    [InlineData("hxxp:\\\\zly。example", "hxxp: \\\\zly。 example")]
    [InlineData("żółw.pl/日本.jp", "żółw. pl/日本. jp")]
    [InlineData("zly.\u00ADexample www.\u200Bzly", "zly. \u00ADexample www. \u200Bzly")]
    [InlineData("Zepsute.Proszę o wymianę...", "Zepsute. Proszę o wymianę...")]
    [InlineData("Godz. 10:30, nr GR-26-7K3QX-4 (1.), „tak”.", "Godz. 10:30, nr GR-26-7K3QX-4 (1.), „tak”.")]
    public void What_mail_programs_would_link_is_parted(string text, string plain) => Assert.Equal(plain, Unlinked.Of(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd\ud83d\ude00g", 6, "abcd…")]
    public void What_is_too_long_is_cut_between_letters(string text, int most, string cut) => Assert.Equal(cut, Unlinked.Cut(text, most));
}
