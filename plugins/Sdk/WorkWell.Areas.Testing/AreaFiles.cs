using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Testing;

/// <summary>What an area's own tests start from: its files as they lie in the checkout, read as the host reads them.</summary>
public static class AreaFiles
{
    /// <summary>The settings of an area.</summary>
    /// <param name="code">The area's code.</param>
    /// <returns>The settings, follow-ups filled in.</returns>
    /// <exception cref="InvalidOperationException">They are not in order; the message says what is wrong.</exception>
    public static AreaSettings Settings(string code) => new AreaUnderTest(code).GoodSettings;

    /// <summary>The partner services of an area, holding nobody.</summary>
    /// <param name="code">The area's code.</param>
    /// <returns>The services in the order of the file.</returns>
    public static IReadOnlyList<PartnerService> Services(string code) => new AreaUnderTest(code).Services;
}
