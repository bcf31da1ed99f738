using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>The position of an icon on a button.</summary>
public enum IconPlacement
{
    /// <summary>Before the text.</summary>
    Start,

    /// <summary>After the text.</summary>
    End,
}

/// <summary>An icon of the design system.</summary>
public sealed record Icon : Part
{
    /// <summary>Its name, such as "arrow-right", "tick" or "search".</summary>
    public required string Name { get; init; }

    /// <summary>Its meaning, if no text beside it gives it.</summary>
    public Text? Title { get; init; }

    /// <summary>The increase in size, in percent: 25, 50, 75 or 100.</summary>
    public int? Size { get; init; }

    /// <summary>The position on a button.</summary>
    public IconPlacement? Placement { get; init; }

    /// <summary>Overrides the drawing.</summary>
    public IHtmlContent? Html { get; init; }

    /// <summary>No icon, for a part that has one by default.</summary>
    public static Icon None { get; } = new() { Name = "" };

    /// <summary>An icon by name, before the text.</summary>
    /// <param name="name">The name.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator Icon?(string? name) => name is null ? null : new() { Name = name, Placement = IconPlacement.Start };

    private static readonly int[] Sizes = [25, 50, 75, 100];

    private static readonly Dictionary<string, string[]> Drawings = new()
    {
        ["arrow-left"] = [
            "M10.7 6.3c.4.4.4 1 0 1.4L7.4 11H19a1 1 0 0 1 0 2H7.4l3.3 3.3c.4.4.4 1 0 1.4a1 1 0 0 1-1.4 0l-5-5A1 1 0 0 1 4 12c0-.3.1-.5.3-.7l5-5a1 1 0 0 1 " +
            "1.4 0Z"],
        ["arrow-right"] = ["m14.7 6.3 5 5c.2.2.3.4.3.7 0 .3-.1.5-.3.7l-5 5a1 1 0 0 1-1.4-1.4l3.3-3.3H5a1 1 0 0 1 0-2h11.6l-3.3-3.3a1 1 0 1 1 1.4-1.4Z"],
        ["arrow-up"] = ["M6.3 9.3l5-5c.2-.2.4-.3.7-.3.3 0 .5.1.7.3l5 5a1 1 0 0 1-1.4 1.4l-3.3-3.3L13 19a1 1 0 0 1-2 0L11 7.4l-3.3 3.3a1 1 0 1 1-1.4-1.4Z"],
        ["arrow-down"] = [
        "M17.7 14.7l-5 5c-.2.2-.4.3-.7.3-.3 0-.5-.1-.7-.3l-5-5a1 1 0 0 1 1.4-1.4l3.3 3.3L11 5a1 1 0 0 1 2 0L13 16.6l3.3-3.3a1 1 0 1 1 1.4 1.4Z"],
        ["arrow-up-down"] = [
        "M1.5 9.3l5-5c.2-.2.4-.3.7-.3.3 0 .5.1.7.3l5 5a1 1 0 0 1-1.4 1.4l-3.3-3.3L8.2 19a1 1 0 0 1-2 0L6.2 7.4l-3.3 3.3a1 1 0 1 1-1.4-1.4Z",
        "M22.5 14.7l-5 5c-.2.2-.4.3-.7.3-.3 0-.5-.1-.7-.3l-5-5a1 1 0 0 1 1.4-1.4l3.3 3.3L15.8 5a1 1 0 0 1 2 0L17.8 16.6l3.3-3.3a1 1 0 1 1 1.4 1.4Z"],
        ["arrow-right-circle"] = [
        "M12 2a10 10 0 0 0-10 9h11.7l-4-4a1 1 0 0 1 1.5-1.4l5.6 5.7a1 1 0 0 1 0 1.4l-5.6 5.7a1 1 0 0 1-1.5 0 1 1 0 0 1 0-1.4l4-4H2A10 10 0 1 0 12 2z"],
        ["arrow-left-circle"] = [
        "M12 22a10 10 0 0 0 10-9L10.3 13l4 4a1 1 0 0 1-1.5 1.4l-5.6-5.7a1 1 0 0 1 0-1.4l5.6-5.7a1 1 0 0 1 1.5 0 1 1 0 0 1 0 1.4l-4 4L22 11A10 10 0 1 0 12 22z"],
        ["arrow-up-circle"] = [
        "M2 12a10 10 0 0 0 9 10L11 10.3l-4 4a1 1 0 0 1-1.4-1.5l5.7-5.6a1 1 0 0 1 1.4 0l5.7 5.6a1 1 0 0 1 0 1.5 1 1 0 0 1-1.4 0l-4-4L13 22A10 10 0 1 0 2 12z"],
        ["arrow-down-circle"] = [
        "M22 12a10 10 0 0 0-9-10L13 13.7l4-4a1 1 0 0 1 1.4 1.5l-5.7 5.6a1 1 0 0 1-1.4 0l-5.7-5.6a1 1 0 0 1 0-1.5 1 1 0 0 1 1.4 0l4 4L11 2A10 10 0 1 0 22 12z"],
        ["chevron-right-circle"] = [
        "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Zm-.3 5.8a1 1 0 1 0-1.5 1.4l2.9 2.8-2.9 2.8a1 1 0 0 0 1.5 1.4l3.5-3.5c.4-.4.4-1 0-1.4Z"],
        ["chevron-left-circle"] = [
        "M12 22a10 10 0 1 1 0-20 10 10 0 0 1 0 20Zm.3-5.8a1 1 0 1 0 1.5-1.4l-2.9-2.8 2.9-2.8a1 1 0 0 0-1.5-1.4l-3.5 3.5c-.4.4-.4 1 0 1.4Z"],
        ["chevron-up-circle"] = [
        "M2 12a10 10 0 1 1 20 0 10 10 0 0 1-20 0Zm5.8.3a1 1 0 1 0 1.4 1.5l2.8-2.9 2.8 2.9a1 1 0 0 0 1.4-1.5l-3.5-3.5c-.4-.4-1-.4-1.4 0Z"],
        ["chevron-down-circle"] = [
        "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Zm-5.8-.3a1 1 0 1 0-1.4-1.5l-2.8 2.9-2.8-2.9a1 1 0 0 0-1.4 1.5l3.5 3.5c.4.4 1 .4 1.4 0Z"],
        ["cross"] = [
        "M17 18.5c-.4 0-.8-.1-1.1-.4l-10-10c-.6-.6-.6-1.6 0-2.1.6-.6 1.5-.6 2.1 0l10 10c.6.6.6 1.5 0 2.1-.3.3-.6.4-1 .4z M7 18.5c-.4 " +
        "0-.8-.1-1.1-.4-.6-.6-.6-1.5 0-2.1l10-10c.6-.6 1.5-.6 2.1 0 .6.6.6 1.5 0 2.1l-10 10c-.3.3-.6.4-1 .4z"],
        ["tick"] = ["M11.4 17.5a2 2 0 0 1-2.7.1h-.1L4 12.8a1.5 1.5 0 0 1 2.1-2L10 14.7l8.1-8.1a1.5 1.5 0 1 1 2.2 2l-8.9 9Z"],
        ["minus"] = ["M5.5 10.5a1.5 1.5 0 0 0 0 3h13a1.5 1.5 0 0 0 0-3h-13Z"],
        ["plus"] = ["M13.5 5.5a1.5 1.5 0 0 0-3 0v5h-5a1.5 1.5 0 0 0 0 3h5v5a1.5 1.5 0 0 0 3 0v-5h5a1.5 1.5 0 0 0 0-3h-5v-5Z"],
        ["search"] = ["m20.7 18.9-4.1-4.1a7 7 0 1 0-1.4 1.4l4 4.1a1 1 0 0 0 1.5 0c.4-.4.4-1 0-1.4ZM6 10.6a5 5 0 1 1 10 0 5 5 0 0 1-10 0Z"],
        ["user"] = [
        "M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22Zm0 2a9 9 0 0 0-5 16.5V18a4 4 0 0 1 4-4h2a4 4 0 0 1 4 4v1.5A9 9 0 0 0 12 3Zm0 3a3.5 3.5 0 1 1-3.5 3.5A3.4 " +
        "3.4 0 0 1 12 6Z"],
    };

    private protected override void Write(Markup html)
    {
        var size = Size is { } percent && Sizes.Contains(percent) && !ClassNames.Has(Classes, "nhsuk-icon--size-")
            ? "nhsuk-icon--size-" + Markup.Number(percent) : null;
        html.Open("svg", this, ClassNames.Join("nhsuk-icon", "nhsuk-icon--" + Name, size),
            ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 24 24"), ("width", "16"), ("height", "16"), ("focusable", "false"),
            ("role", Title is null ? null : "img"), ("aria-label", Title?.Value), ("aria-hidden", Title is null ? "true" : null));
        if (Title is not null) html.Element("title", (Text)Title.Value);
        if (Html is not null) html.Write(Html);
        else if (Drawings.TryGetValue(Name, out var paths)) foreach (var path in paths) html.Raw($"<path d=\"{path}\"/>");
        html.Close("svg");
    }
}
