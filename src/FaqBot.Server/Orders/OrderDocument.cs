using System.Text.Json;
using System.Text.Json.Serialization;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>An order as a source at an address tells it. Texts only; what else it holds is not read.</summary>
/// <param name="Number">As the source has it.</param>
/// <param name="Email">As the source has it; without it nobody is told anything.</param>
/// <param name="State">One of <see cref="OrderStateWords.States"/>, or a word that the settings explain.</param>
/// <param name="Carrier">As in <see cref="OrderReport"/>; so those that follow.</param>
/// <param name="Parcel">Its number.</param>
/// <param name="Link">To follow it.</param>
/// <param name="Expected">A day.</param>
/// <param name="Updated">A moment.</param>
internal sealed record OrderDocument(
    string Number,
    string Email,
    string State,
    string? Carrier = null,
    string? Parcel = null,
    string? Link = null,
    string? Expected = null,
    string? Updated = null)
{
    /// <summary>Null for what is no order.</summary>
    public static OrderDocument? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, OrderDocumentContext.Default.OrderDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OrderDocument))]
internal sealed partial class OrderDocumentContext : JsonSerializerContext;
