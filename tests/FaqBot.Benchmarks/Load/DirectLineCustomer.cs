using System.Net;

namespace FaqBot.Benchmarks;

/// <summary>A customer who writes over Direct Line, with the headers and fields that DirectLineJS and Web Chat send.</summary>
internal static class DirectLineCustomer
{
    /// <summary>Of three customers two have a Polish page.</summary>
    private const int EnglishEvery = 3;

    /// <summary>The language of customer <paramref name="number"/>'s page.</summary>
    public static string Language(int number) => number % EnglishEvery == 0 ? "en" : "pl";

    public static Customer Create(IPEndPoint server, string conversation, string token, string user, int number) => new(
        $"""
        POST /v3/directline/conversations/{conversation}/activities HTTP/1.1
        Host: {server}
        Accept: */*
        Origin: https://sklep.example
        Authorization: Bearer {token}
        Content-Type: application/json
        x-ms-bot-agent: DirectLine/3.0 (directlinejs 0.15.8)
        x-requested-with: XMLHttpRequest

        """.ReplaceLineEndings("\r\n"),
        $$"""
        "from":{"id":"{{user}}","name":"","role":"user"},
        """,
        Questions.In(Language(number)));
}
