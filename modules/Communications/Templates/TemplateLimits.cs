namespace WorkWell.Communications.Templates;

/// <summary>Limits on templates, checked before the engine parses them.</summary>
internal static class TemplateLimits
{
    /// <summary>Characters of a template file.</summary>
    public const int Source = 20_000;

    /// <summary>Characters of one tag or comment.</summary>
    public const int Tag = 300;

    /// <summary>Tags of a template, including comments.</summary>
    public const int Tags = 200;

    /// <summary>Nesting depth of conditions and lists.</summary>
    public const int Depth = 5;

    /// <summary>Lists in a template. Lists cannot be nested.</summary>
    public const int Lists = 10;

    /// <summary>Errors reported for one text at a time.</summary>
    public const int Errors = 20;
}
