using Microsoft.Extensions.Configuration;
using WorkWell.Platform;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// Which areas this host serves: <c>Areas:CODE:Enabled</c> in workwell.json. An area that is not named there is on, because its folder was put there to serve.
/// </summary>
internal sealed class AreaFlags(IConfiguration configuration)
{
    /// <summary>Areas that the configuration switches on by name.</summary>
    public IEnumerable<string> SwitchedOn =>
        configuration.GetSection("Areas").GetChildren().Select(area => area.Key).Where(code => configuration[Key(code)] is not null && !IsOff(code));

    public bool IsOff(string code) => bool.TryParse(configuration[Key(code)], out var isOn) && !isOn;

    /// <summary>What is wrong with an area's switch.</summary>
    public ValidationError? WhatIsWrong(string code) =>
        configuration[Key(code)] is { } written && !bool.TryParse(written, out _) ? new("config/workwell.json", null, $"{Key(code)} has to be true or false.")
        : null;

    private static string Key(string code) => $"Areas:{code}:Enabled";
}
