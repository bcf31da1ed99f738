namespace WorkWell.Areas.Contracts;

/// <summary>The program that tries a plugin apart from the host: the host's own, with the hidden command <c>try-plugin</c>.</summary>
/// <param name="File">Its assembly.</param>
public sealed record PluginTrialProgram(string File);
