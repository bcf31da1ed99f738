using System.Globalization;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>When, how and where an appointment is to be, as it was typed.</summary>
internal sealed class AppointmentForm
{
    public Guid Id { get; set; }

    public DateAnswer On { get; set; } = new();

    public string? At { get; set; }

    public string? Minutes { get; set; }

    public string? How { get; set; }

    public string? Place { get; set; }

    /// <summary>Whether nothing was typed or chosen.</summary>
    public bool IsEmpty => On.IsEmpty && string.IsNullOrWhiteSpace(At) && string.IsNullOrEmpty(How) && string.IsNullOrWhiteSpace(Place);

    /// <summary>The time of day; null where it is none.</summary>
    public TimeOnly? Time => TimeOnly.TryParseExact(
        At?.Trim().Replace('.', ':') ?? "", ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>The length; null where it is none.</summary>
    public int? Length => string.IsNullOrWhiteSpace(Minutes) ? 45
        : int.TryParse(Minutes.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 5 and <= 480 ? minutes : null;

    public AppointmentWay? Way => StoredKeys<AppointmentWay>.TryRead(How);
}
