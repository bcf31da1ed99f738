using Microsoft.Extensions.Configuration;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Contracts;

/// <summary>
/// Which telephone numbers an area sends text messages to: mobiles of the United Kingdom, and of the countries it names in <c>Areas:CODE:TextsAbroad</c> of
/// workwell.json. A text abroad can cost a hundred times as much, and anybody can write any number into a form.
/// </summary>
/// <param name="configuration">The host's settings.</param>
public sealed class TextsAbroad(IConfiguration configuration)
{
    private const int UnitedKingdom = 44;

    /// <summary>Whether an area sends text messages to a number.</summary>
    /// <param name="area">The area's code, or "national".</param>
    /// <param name="international">The number in international form, such as +353851234567.</param>
    /// <returns>False also for a number that takes no text messages.</returns>
    public bool Takes(string area, string? international) =>
        PhoneNumber.Read(international).Number is { TakesTextMessages: true } number && number.International == international
        && (number.CountryCode == UnitedKingdom || Named(area).Contains(number.CountryCode));

    private int[] Named(string area) => configuration.GetSection($"Areas:{area}:TextsAbroad").Get<int[]>() ?? [];
}
