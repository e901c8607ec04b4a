namespace FaqBot.Language.Tests;

public sealed class CodesTests
{
    [Theory]
    [InlineData("512345678", "512345678=512345678")]
    [InlineData("mój numer 512 345 678, proszę dzwonić", "512 345 678=512345678")]
    [InlineData("512-345-678", "512-345-678=512345678")]
    [InlineData("+48 512 345 678", "+48 512 345 678=+48512345678")]
    [InlineData("+48512345678", "+48512345678=+48512345678")]
    [InlineData("(+48) 512 345 678", "(+48) 512 345 678=+48512345678")]
    [InlineData("0048 512345678", "0048 512345678=+48512345678")]
    [InlineData("48 512 345 678", "48 512 345 678=48512345678")]
    [InlineData("22 654 32 10", "22 654 32 10=226543210")]
    [InlineData("(22) 654-32-10", "(22) 654-32-10=226543210")]
    [InlineData("\u202A+48 512 345 678\u202C", "+48 512 345 678=+48512345678")]
    [InlineData("+49 151 23456789", "+49 151 23456789=+4915123456789")]
    [InlineData("+44 (0)7911 123456", "+44 (0)7911 123456=+447911123456")]
    [InlineData("261 234 567", "261 234 567=261234567")]
    [InlineData("47 721 34 56", "47 721 34 56=477213456")]
    [InlineData("tel. 6543210", "6543210=6543210")]
    public void Telephones(string text, string expected) => Assert.Equal(expected, Recognized.Of(text, "pl", EntityKind.Phone));

    [Theory]
    [InlineData("zamówienie 512345678")]
    [InlineData("123456")]
    [InlineData("012345678901234")]
    [InlineData("61 1090 1014 0000 0712 1981 2874")]
    [InlineData("512 345 678 zł")]
    [InlineData("512345678a")]
    [InlineData("21-11-2026")]
    [InlineData("311 222 333")]
    public void No_telephones(string text) => Assert.Equal("", Recognized.Of(text, "pl", EntityKind.Phone));

    [Theory]
    [InlineData("pisz na Jan.Nowak@sklep.example.com.", "Jan.Nowak@sklep.example.com=jan.nowak@sklep.example.com")]
    [InlineData("a+b_c@żółw.pl", "a+b_c@żółw.pl=a+b_c@żółw.pl")]
    [InlineData("nowak (at) sklep.pl", "nowak (at) sklep.pl=nowak@sklep.pl")]
    [InlineData("nowak małpa sklep kropka com kropka pl", "nowak małpa sklep kropka com kropka pl=nowak@sklep.com.pl")]
    [InlineData("nowak@sklep", "")]
    [InlineData("@nowak", "")]
    [InlineData("nowak@ sklep.pl", "")]
    [InlineData("'jan@sklep.pl'", "jan@sklep.pl=jan@sklep.pl")]
    [InlineData("<jan@sklep.pl>,anna@sklep.pl", "jan@sklep.pl=jan@sklep.pl; anna@sklep.pl=anna@sklep.pl")]
    [InlineData("\"a b\\r\\nBcc: eve@sklep.pl\"@sklep.pl", "")]
    [InlineData("eve@sklep.pl@sklep.pl", "")]
    [InlineData("o!brien@sklep.pl", "")]
    [InlineData("+jan@sklep.pl", "")]
    public void Addresses_of_mail(string text, string expected) => Assert.Equal(expected, Recognized.Of(text, "pl", EntityKind.Email));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Of_an_address_that_is_too_long_no_part_is_one(int length, bool isAddress)
    {
        var address = $"{new string('a', length)}@sklep.pl";

        Assert.Equal(isAddress ? $"{address}={address}" : "", Recognized.Of($"pisz na {address}", "pl", EntityKind.Email));
    }

    [Theory]
    [InlineData("zobacz https://Sklep.pl/Zwroty?id=4.", "https://Sklep.pl/Zwroty?id=4=https://sklep.pl/Zwroty?id=4")]
    [InlineData("www.sklep.com.pl", "www.sklep.com.pl=www.sklep.com.pl")]
    [InlineData("allegro.pl", "allegro.pl=allegro.pl")]
    [InlineData("paczka doszła.Kiedy zwrot", "")]
    [InlineData("kupiłem.za 5", "")]
    [InlineData("plik.pdf", "")]
    [InlineData("nowak@sklep.pl", "")]
    [InlineData("192.168.1.1", "")]
    public void Addresses_of_pages(string text, string expected) => Assert.Equal(expected, Recognized.Of(text, "pl", EntityKind.Url));

    [Theory]
    [InlineData("ul. Długa 5, 31-147 Kraków", "pl", "31-147=31-147")]
    [InlineData("mój kod pocztowy to 31147", "pl", "31147=31-147")]
    [InlineData("20-100 sztuk", "pl", "")]
    [InlineData("22-100-33-44", "pl", "")]
    [InlineData("rabat z kodem 31147", "pl", "")]
    [InlineData("ec1a 1bb", "en", "ec1a 1bb=EC1A 1BB")]
    [InlineData("my zip is 10001", "en", "10001=10001")]
    [InlineData("room 12a", "en", "")]
    public void Postcodes_of_lands(string text, string language, string expected) =>
        Assert.Equal(expected, Recognized.Of(text, language, EntityKind.Postcode));

    [Theory]
    [InlineData("PL61 1090 1014 0000 0712 1981 2874", "PL61 1090 1014 0000 0712 1981 2874=PL61109010140000071219812874")]
    [InlineData("konto 61 1090 1014 0000 0712 1981 2874 w banku", "61 1090 1014 0000 0712 1981 2874=PL61109010140000071219812874")]
    [InlineData("pl61109010140000071219812874", "pl61109010140000071219812874=PL61109010140000071219812874")]
    [InlineData("GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32=GB82WEST12345698765432")]
    [InlineData("PL62 1090 1014 0000 0712 1981 2874", "")]
    [InlineData("61 1090 1014 0000 0712 1981 2875", "")]
    public void Accounts(string text, string expected) => Assert.Equal(expected, Recognized.Of(text, "pl", EntityKind.Iban));

    [Theory]
    [InlineData("NIP 774-000-14-54", "774-000-14-54=7740001454")]
    [InlineData("nip: 7740001454", "7740001454=7740001454")]
    [InlineData("PL7740001454", "PL7740001454=7740001454")]
    [InlineData("nip 7740001455", "")]
    [InlineData("zapłaciłem 7740001454 razy", "")]
    public void Tax_numbers(string text, string expected) => Assert.Equal(expected, Recognized.Of(text, "pl", EntityKind.Nip));

    [Theory]
    [InlineData("pesel 90051501230", "90051501230=90051501230")]
    [InlineData("05251501230", "05251501230=05251501230")]
    [InlineData("90051501231", "")]
    [InlineData("90133201238", "")]
    public void Numbers_of_persons(string text, string expected) => Assert.Equal(expected, Recognized.Of(text, "pl", EntityKind.Pesel));

    [Theory]
    [InlineData("paczka 600000123456789012345678 nie przyszła", "600000123456789012345678=600000123456789012345678")]
    [InlineData("00590077312345678904", "00590077312345678904=00590077312345678904")]
    [InlineData("gdzie jest RR473124829PL", "RR473124829PL=RR473124829PL")]
    [InlineData("RR 473 124 829 PL", "RR 473 124 829 PL=RR473124829PL")]
    [InlineData("1z999aa10123456784", "1z999aa10123456784=1Z999AA10123456784")]
    [InlineData("kurier FedEx, numer 612999988209", "612999988209=612999988209")]
    [InlineData("przesyłka DHL 1234567891", "1234567891=1234567891")]
    [InlineData("123456713001234567890327616Y", "123456713001234567890327616Y=123456713001234567890327616Y")]
    [InlineData("gls 12345678901", "12345678901=12345678901")]
    [InlineData("paczka PX1234567890", "PX1234567890=PX1234567890")]
    [InlineData("kurier DPD 1234567890123U", "1234567890123U=1234567890123U")]
    [InlineData("Allegro One, paczka A003K7B2X1", "A003K7B2X1=A003K7B2X1")]
    [InlineData("model A003K7B2X1", "")]
    [InlineData("RR473124828PL", "")]
    [InlineData("1Z999AA10123456785", "")]
    [InlineData("00590077312345678905", "")]
    [InlineData("zapłaciłem 612999988209 razy", "")]
    public void Parcels(string text, string expected) => Assert.Equal(expected, Recognized.Of(text, "pl", EntityKind.ParcelNumber));

    [Theory]
    [InlineData("nr ab-12345 i AB-99999", "AB-12345 AB-99999")]
    [InlineData("xAB-12345", "")]
    [InlineData("AB-123456", "")]
    public void Order_numbers_follow_the_pattern_of_the_shop(string text, string expected)
    {
        var options = RecognizerOptions.For("AB-[0-9]{5}");

        var found = Recognizer.Recognize(text, "pl", Recognized.Now, options).Where(static entity => entity.Kind == EntityKind.OrderNumber);

        Assert.Equal(expected, string.Join(' ', found.Select(static entity => ((EntityValue.Text)entity.Values[0]).Value)));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=a)b")]
    [InlineData("(a)\\1")]
    public void A_pattern_that_costs_more_than_linear_time_is_refused(string pattern) =>
        Assert.ThrowsAny<ArgumentException>(() => RecognizerOptions.For(pattern));
}
